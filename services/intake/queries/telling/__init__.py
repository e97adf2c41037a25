"""Reads for the door to the national portal."""
