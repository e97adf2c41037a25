"""What the yearbook does by itself."""
