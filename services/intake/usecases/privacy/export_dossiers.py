"""Writes a list of dossiers as a file: bounded, logged, numbers masked, never computed by a spreadsheet."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BufferedReader

from services.intake.domain.dossiers.filing import CHANNEL_WORDS
from services.intake.domain.dossiers.person_number import masked
from services.intake.domain.privacy.exports import COLUMNS, ExportForm, must_fit_file
from services.intake.domain.privacy.views import asked_of
from services.intake.queries.dossiers.dossiers import DossierRead
from services.intake.queries.privacy.exports import Listed, page_of
from services.intake.repository.outgoing import Outgoing, Writing
from services.intake.unit_of_work.exporting import log_export, must_have_rows_left
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.clock import Clock
from shared.contracts.states import STATE_NAMES
from shared.contracts.terms import Channel
from shared.db.database import Database
from shared.worktime import LEGAL_ZONE

_WRITER = "services.intake.repository.privacy.export_writer"
_PAGE = 200  # some 5 ms of the loop for reading and opening


@dataclass(frozen=True, slots=True)
class Exporting:
    """Whom an export is for, and with what it is made."""

    database: Database
    vault: Vault
    clock: Clock
    caller: Caller
    files: Outgoing


@dataclass(frozen=True, slots=True)
class Export:
    """An open file that nobody else can find; `digest` is the SHA-256 of its bytes."""

    file: BufferedReader
    digest: str


async def export_dossiers(exporting: Exporting, listed: Listed, form: ExportForm) -> Export:
    """The file, once it is logged. Refuses too many rows for one file or for the person's day."""
    e = exporting
    async with e.database.reading() as connection:
        await must_have_rows_left(connection, e.caller, e.clock)
    async with e.files.writing(_WRITER, form.value, e.clock.now()) as writing:
        rows = await _write(e, listed, writing)
        file = await writing.finish()
    try:
        digest = await asyncio.to_thread(_digest, file)
        asked = {"export": "dossiers", "format": form.value, "sha256": digest, **asked_of(listed)}
        async with e.database.transaction() as connection:
            await log_export(connection, e.caller, e.clock, asked, rows)
    except BaseException:
        file.close()
        raise
    return Export(file, digest)


async def _write(e: Exporting, listed: Listed, writing: Writing) -> int:
    """All rows as they stood at one moment, page by page."""
    rows, after = 0, None
    async with e.database.reading() as connection:
        while page := await page_of(connection, e.vault, listed, e.caller.offices, after, _PAGE):
            rows += len(page)
            must_fit_file(rows)
            for dossier in page:
                await writing.say(_row(dossier))
            after = (page[-1].accepted_at, page[-1].id)
            # newest first: nothing behind this page is younger, and a plan made for any cursor then skips what was read
            listed = replace(listed, accepted_before=page[-1].accepted_at + timedelta(microseconds=1))
    return rows


def _digest(file: BufferedReader) -> str:
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _row(d: DossierRead) -> Sequence[str | None]:
    special = {
        "applicant": d.applicant_name,
        "channel": CHANNEL_WORDS[Channel(d.channel)],
        "outcome": STATE_NAMES.get(d.standing.state, d.standing.state),
        "identity": masked(d.identity_number),
        "received_at": _local(d.accepted_at),
        "due_at": _local(d.due_at),
        "ended_at": _local(d.standing.ended_at or d.ended_at),
        "returned_at": _local(d.standing.returned_at or d.returned_at),
    }
    return [special[name] if name in special else getattr(d, name) for name in COLUMNS]


def _local(at: datetime | None) -> str | None:
    return at.astimezone(LEGAL_ZONE).replace(tzinfo=None).isoformat() if at else None
