"""Reads of dossiers and their revisions."""
