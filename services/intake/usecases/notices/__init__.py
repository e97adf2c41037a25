"""Consents and messages: acts on them."""
