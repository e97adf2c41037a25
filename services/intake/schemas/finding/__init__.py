"""Searches over the wire."""
