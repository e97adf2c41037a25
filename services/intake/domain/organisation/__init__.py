"""Offices, their names, hours, staff, and what continues them."""
