"""Measured figures, each printed with its conditions: `make bench`."""
