"""Offices, desks and reform over HTTP."""
