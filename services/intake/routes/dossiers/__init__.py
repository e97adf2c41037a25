"""Dossiers over HTTP."""
