"""Writes corrections: the dossier as it now stands, and beside it the revision that it replaces."""

import base64
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from services.intake.domain.dossiers.correction import Particulars
from services.intake.vault.people import seal_number, seal_people, seal_proxy
from services.intake.vault.vault import Vault
from shared.db.database import Connection

_LOCK = "select revision from intake.dossiers where id = $1 for update"
_KEEP = """
insert into intake.dossier_revisions (dossier, revision, particulars, changed, reason, replaced_by, replaced_at)
values ($1, $2, $3, $4, $5, $6, $7)
"""
_CORRECT = """
update intake.dossiers set revision = $2, procedure = $3, procedure_version = $4, procedure_name = $5, field = $6,
  case_name = $7, term_unit = $8, term_amount = $9, counts_by = $10, due_at = $11, due_on = $12, applicant_name = $13,
  applicant_kind = $14, identity_sealed = $15, identity_is_odd = false, phone = $16, address = $17, email = $18,
  born_on = $19, proxy = $20, marks = $21, summary = $22, papers = $23, sets = $24, fees = $25, result_way = $26,
  result_address = $27, identity_number = null
where id = $1
"""


class Revisions:
    """The revisions of dossiers in one transaction."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    async def lock(self, dossier: UUID) -> int:
        """The present revision; whoever corrects the same dossier waits."""
        revision: int = await self._connection.fetchval(_LOCK, dossier)
        return revision

    async def keep(
        self,
        dossier: UUID,
        revision: int,
        particulars: Particulars,
        *,
        changed: Sequence[str],
        reason: str,
        by: str,
        at: datetime,
    ) -> None:
        document = _as_json(particulars, self._vault, dossier)
        await self._connection.execute(_KEEP, dossier, revision, document, list(changed), reason, by, at)

    async def correct(self, dossier: UUID, revision: int, p: Particulars) -> None:
        applicant, people = p.applicant, seal_people(self._vault, dossier, p.applicant, p.proxy)
        await self._connection.execute(
            *(_CORRECT, dossier, revision, p.procedure, p.procedure_version, p.procedure_name, p.field, p.case),
            *((p.term.unit.value, p.term.amount) if p.term else (None, None)),
            *(p.counts_by.value, p.due_at, p.due_on, applicant.name, applicant.kind.value, people.identity_sealed),
            *(applicant.phone, applicant.address, applicant.email, applicant.born_on),
            json.loads(people.proxy) if people.proxy else None,
            *(people.marks, p.summary, [paper.as_json() for paper in p.papers], p.sets),
            *([fee.as_json() for fee in p.fees], p.result.way, p.result.address),
        )


def _as_json(p: Particulars, vault: Vault, dossier: UUID) -> dict[str, Any]:
    """For storage; identity numbers sealed as in the dossier's own row."""
    sealed = seal_number(vault, dossier, p.applicant.identity_number)
    return {
        "procedure": p.procedure,
        "procedure_version": p.procedure_version,
        "procedure_name": p.procedure_name,
        "case": p.case,
        "term": [p.term.unit.value, p.term.amount] if p.term else None,
        "due_at": p.due_at.isoformat() if p.due_at else None,
        "applicant": {
            "name": p.applicant.name,
            "kind": p.applicant.kind.value,
            "identity_sealed": base64.b64encode(sealed).decode() if sealed else None,
            "phone": p.applicant.phone,
            "address": p.applicant.address,
            "email": p.applicant.email,
            "born_on": p.applicant.born_on.isoformat() if p.applicant.born_on else None,
        },
        "proxy": seal_proxy(vault, dossier, p.proxy),
        "summary": p.summary,
        "papers": [paper.as_json() for paper in p.papers],
        "sets": p.sets,
        "fees": [fee.as_json() for fee in p.fees],
        "result": {"way": p.result.way, "address": p.result.address},
    }
