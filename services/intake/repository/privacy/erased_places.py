"""THE list of other places that keep something of a dossier's people; whoever keeps it elsewhere adds it here."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from services.intake.repository.privacy.erased_filings import erase_filings
from services.intake.repository.privacy.erased_messages import erase_messages
from services.intake.repository.privacy.erasures import Erasable
from services.intake.repository.privacy.sealed_revisions import erase_revisions
from services.intake.repository.scans.scans import unlink_scans
from shared.db.database import Connection

# Each erases what it keeps of these dossiers, in the transaction that erases them; their papers are emptied before.
# What lies outside the database (scans) is only marked there, and deleted by its own store after the commit: a
# transaction that is rolled back must not have deleted anything. A file that another dossier holds too stays.
ErasedPlace = Callable[[Connection, Sequence[Erasable], datetime], Awaitable[None]]


async def erase_scans(connection: Connection, dossiers: Sequence[Erasable], now: datetime) -> None:
    for one in dossiers:
        await unlink_scans(connection, one.id, now)


ERASED_PLACES: tuple[ErasedPlace, ...] = (erase_revisions, erase_filings, erase_scans, erase_messages)
