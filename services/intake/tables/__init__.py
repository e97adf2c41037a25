"""Schema "intake": rows, constraints and indexes."""

from services.intake.tables import catalogue, dossiers, offices, organisation, privacy, publishing, registers, revisions
from services.intake.tables.schema import METADATA

__all__ = [
    "METADATA",
    "catalogue",
    "dossiers",
    "offices",
    "organisation",
    "privacy",
    "publishing",
    "registers",
    "revisions",
]
