"""Reads: lists and single rows, straight to frozen results."""
