"""Filings from which erased dossiers came: their people go too, with the free words of their history."""

from collections.abc import Sequence
from datetime import datetime

from services.intake.domain.privacy.erasure import ERASED_NAME
from services.intake.repository.privacy.erasures import Erasable
from services.intake.repository.scans.scans import unlink_scans
from shared.db.database import Connection

_ERASE = f"""
update intake.filings set applicant_name = '{ERASED_NAME}', identity_sealed = null, phone = null, address = null,
  email = null, born_on = null, proxy = null, summary = null, result_address = null, papers = '[]', marks = '{{}}'
where dossier = any($1::uuid[]) returning id
"""
_EMPTY_WORDS = "update intake.filing_acts set reason = null, says = null where filing = any($1::uuid[])"


async def erase_filings(connection: Connection, dossiers: Sequence[Erasable], now: datetime) -> None:
    rows = await connection.fetch(_ERASE, [one.id for one in dossiers])
    await connection.execute(_EMPTY_WORDS, [row["id"] for row in rows])
    for row in rows:
        await unlink_scans(connection, row["id"], now)
