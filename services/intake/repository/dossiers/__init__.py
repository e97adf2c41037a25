"""Dossiers as they are written."""
