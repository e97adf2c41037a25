"""Reads what corrections replaced, oldest first."""

import base64
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.intake.vault.people import open_number, open_proxy
from services.intake.vault.vault import Vault
from shared.db.database import Connection
from shared.worktime import LEGAL_ZONE, legal_day

_REVISIONS = """
select revision, particulars, changed, reason, replaced_by, replaced_at from intake.dossier_revisions
where dossier = $1 order by revision
"""


_REVISED_AT = "select replaced_at from intake.dossier_revisions where dossier = $1 and revision = $2"


@dataclass(frozen=True, slots=True)
class RevisionRead:
    """A superseded revision; its particulars are empty once the dossier was erased."""

    revision: int
    particulars: dict[str, Any] | None
    changed: list[str]
    reason: str | None
    replaced_by: str
    replaced_at: datetime


async def revisions_of(connection: Connection, vault: Vault, dossier: UUID) -> list[RevisionRead]:
    rows = await connection.fetch(_REVISIONS, dossier)
    return [RevisionRead(**{**row, "particulars": _opened(row["particulars"], vault, dossier)}) for row in rows]


async def revised_on(connection: Connection, dossier: UUID, revision: int) -> date | None:
    """The legal day on which the present revision came about; None for a dossier that was never corrected."""
    replaced_at = await connection.fetchval(_REVISED_AT, dossier, revision - 1) if revision > 1 else None
    return legal_day(replaced_at) if replaced_at else None


def _opened(stored: dict[str, Any] | None, vault: Vault, dossier: UUID) -> dict[str, Any] | None:
    if stored is None:
        return None
    applicant = dict(stored["applicant"])
    sealed = applicant.pop("identity_sealed")
    applicant["identity_number"] = open_number(vault, dossier, base64.b64decode(sealed) if sealed else None)
    due_at = datetime.fromisoformat(stored["due_at"]).astimezone(LEGAL_ZONE).isoformat() if stored["due_at"] else None
    return {**stored, "due_at": due_at, "applicant": applicant, "proxy": open_proxy(vault, dossier, stored["proxy"])}
