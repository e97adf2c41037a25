"""What the counter does: one file an act, named by its verb."""
