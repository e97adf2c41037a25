"""Scans over HTTP."""
