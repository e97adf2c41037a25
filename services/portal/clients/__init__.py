"""What the door asks of intake, processing and stats, as a program of its own name."""
