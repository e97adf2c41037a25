"""Dossiers over the wire."""
