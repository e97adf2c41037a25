"""Reads of register books."""
