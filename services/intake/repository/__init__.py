"""Writes: organisations, catalogue, receipts and register books, in hand-written SQL, many rows at once."""
