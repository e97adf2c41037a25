"""What the law and the offices say about receiving: pure functions and frozen objects."""
