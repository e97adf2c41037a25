"""Schema "processing": rows, constraints and indexes."""

from services.processing.tables import warnings, work
from services.processing.tables.schema import METADATA

__all__ = ["METADATA", "warnings", "work"]
