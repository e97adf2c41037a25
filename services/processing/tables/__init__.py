"""Schema "processing": rows, constraints and indexes."""

from services.processing.tables import prints, warnings, work
from services.processing.tables.schema import METADATA

__all__ = ["METADATA", "prints", "warnings", "work"]
