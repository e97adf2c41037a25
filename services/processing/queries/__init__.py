"""Reads: a dossier's history, worklists and offices in reach, straight to what is answered."""
