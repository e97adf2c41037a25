"""Consents and messages over HTTP."""
