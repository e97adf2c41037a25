"""Writes lanes, entries, agencies and what the portal lists; the only SQL that changes anything."""
