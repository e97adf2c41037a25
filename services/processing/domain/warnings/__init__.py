"""Warnings before something is late: of what, when, whom they concern, and in which words people are told."""
