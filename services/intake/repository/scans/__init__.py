"""Scans: the list of them, and the stores that hold them."""
