"""Procedures, their versions, limits and the decisions that publish them."""
