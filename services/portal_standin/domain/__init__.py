"""Codes, times, transitions and indicators as the portal reads them. Pure."""
