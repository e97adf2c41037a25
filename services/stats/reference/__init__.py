"""What decisions set, as data that ships with the yearbook."""
