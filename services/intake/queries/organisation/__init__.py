"""Reads of offices."""
