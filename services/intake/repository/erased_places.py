"""THE list of other places that keep something of a dossier's people; whoever keeps it elsewhere adds it here."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.repository.erasures import Erasable
from services.intake.repository.sealed_revisions import erase_revisions
from shared.db.database import Connection


class ErasedPlace(Protocol):
    """Erases what it keeps of these dossiers, in the transaction that erases them.

    What lies outside the database (scans) is only marked there, and deleted by its own store after the commit: a
    transaction that is rolled back must not have deleted anything. A file that another dossier holds too stays.
    """

    async def __call__(self, connection: Connection, dossiers: Sequence[Erasable]) -> None: ...


ERASED_PLACES: tuple[ErasedPlace, ...] = (erase_revisions,)
