"""Schema "intake": rows, constraints and indexes."""

from services.intake.tables import catalogue, dossiers, offices, registers, scans
from services.intake.tables.schema import METADATA

__all__ = ["METADATA", "catalogue", "dossiers", "offices", "registers", "scans"]
