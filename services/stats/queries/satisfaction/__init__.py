"""Reads of votes and petitions, straight to frozen results."""
