"""What the counter does by itself, beside requests."""
