"""Votes and petitions as they are kept: written once, never changed."""
