"""Reads of filings."""
