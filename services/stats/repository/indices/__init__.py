"""What is stated for the indices, as it is kept."""
