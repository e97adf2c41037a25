"""Writes: dossiers with their acts, and the offices they belong to, in hand-written SQL, many rows at once."""
