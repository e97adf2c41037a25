"""Consents and messages over the wire."""
