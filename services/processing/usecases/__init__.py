"""What processing does, one verb a file."""
