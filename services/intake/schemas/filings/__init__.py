"""Filings over the wire."""
