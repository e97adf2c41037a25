"""Scans over the wire."""
