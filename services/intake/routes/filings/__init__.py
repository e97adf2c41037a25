"""Filings over HTTP."""
