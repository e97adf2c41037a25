"""Telling applicants: consents and messages."""
