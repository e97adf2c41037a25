"""What the door does, one file a verb."""
