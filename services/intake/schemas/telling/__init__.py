"""What the door to the national portal is told."""
