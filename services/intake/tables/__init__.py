"""Schema "intake": rows, constraints and indexes."""

from services.intake.tables import (
    catalogue,
    dossiers,
    filings,
    finding,
    notices,
    offices,
    organisation,
    privacy,
    publishing,
    registers,
    revisions,
    scans,
)
from services.intake.tables.schema import METADATA

__all__ = [
    "METADATA",
    "catalogue",
    "dossiers",
    "filings",
    "finding",
    "notices",
    "offices",
    "organisation",
    "privacy",
    "publishing",
    "registers",
    "revisions",
    "scans",
]
