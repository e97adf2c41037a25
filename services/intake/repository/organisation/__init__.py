"""Offices as they are written."""
