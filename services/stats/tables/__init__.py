"""Schema "stats": rows, constraints and indexes."""

from services.stats.tables import books, votes
from services.stats.tables.books import METADATA, StatsRows

__all__ = ["METADATA", "StatsRows", "books", "votes"]
