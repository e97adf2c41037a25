"""Filings as they are written."""
