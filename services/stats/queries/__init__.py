"""Reads of the yearbook, straight to frozen results."""
