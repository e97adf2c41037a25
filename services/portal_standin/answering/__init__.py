"""How an answer leaves: what is noted of it and which fault spoils it."""
