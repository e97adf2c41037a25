"""Finding dossiers, and keeping what they are found by."""
