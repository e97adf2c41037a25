"""Reads what corrections replaced, oldest first."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.intake.vault.people import open_number, open_proxy
from services.intake.vault.vault import Vault
from shared.db.database import Connection

_REVISIONS = """
select revision, particulars, changed, reason, replaced_by, replaced_at from intake.dossier_revisions
where dossier = $1 order by revision
"""


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


def _opened(stored: dict[str, Any] | None, vault: Vault, dossier: UUID) -> dict[str, Any] | None:
    if stored is None:
        return None
    applicant = dict(stored["applicant"])
    sealed = applicant.pop("identity_sealed")
    applicant["identity_number"] = open_number(vault, dossier, base64.b64decode(sealed) if sealed else None)
    return {**stored, "applicant": applicant, "proxy": open_proxy(vault, dossier, stored["proxy"])}
