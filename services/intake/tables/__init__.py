"""Schema "intake": rows, constraints and indexes."""

from services.intake.tables import catalogue, dossiers, finding, offices, registers
from services.intake.tables.schema import METADATA

__all__ = ["METADATA", "catalogue", "dossiers", "finding", "offices", "registers"]
