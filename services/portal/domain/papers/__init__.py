"""Papers that the state has already: found in its store, fetched instead of asked for, and honestly marked so."""
