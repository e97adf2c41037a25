"""What stands between the internet and the counter: counted tries, whose address it is, tickets for the vote."""
