"""The way of a fact to the portal: snapshot, lane, answer, what is done next."""
