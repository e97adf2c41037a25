"""What the law says of a dossier under way: the table of transitions, the clock, the aggregate. Pure."""
