"""What processing does by itself."""
