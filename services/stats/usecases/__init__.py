"""What the yearbook does."""
