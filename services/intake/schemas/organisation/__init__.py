"""Offices over the wire."""
