"""Paying online: what a payment is, and what any payment platform can be asked."""
