"""Reads for the care of personal data."""
