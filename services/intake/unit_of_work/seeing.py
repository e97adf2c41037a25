"""The log of who saw what, as a route uses it: written and committed before anything is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from services.intake.domain.privacy.views import Seen, View
from services.intake.repository.privacy.views import write_view
from shared.callers import Caller
from shared.clock import Clock
from shared.db.database import Connection, Database


def view_of(caller: Caller, clock: Clock, what: Seen, **more: Any) -> View:
    roles, offices = sorted(role.value for role in caller.roles), sorted(caller.offices)
    return View(clock.now(), caller.subject, tuple(roles), tuple(offices), what, **more)


@dataclass(frozen=True, slots=True)
class See:
    """`await see(dossier, Seen.DOSSIER)` before the answer: where the log cannot be written, nothing is shown.

    It takes a connection of its own: call it after the one that read was given back, or two wait for each other.
    """

    database: Database
    clock: Clock
    caller: Caller

    async def __call__(self, dossier: UUID, what: Seen) -> None:
        await self._write(view_of(self.caller, self.clock, what, dossier=dossier))

    async def printed(self, dossier: UUID, what: Seen, pdf: bytes, size: str, signer: str | None) -> None:
        """A paper that is handed over: the digest of its bytes, its size and who signed it."""
        asked = {"sha256": sha256(pdf).hexdigest(), "size": size, "signer": signer}
        await self._write(view_of(self.caller, self.clock, what, dossier=dossier, asked=asked))

    async def within(self, connection: Connection, dossier: UUID, what: Seen) -> None:
        """For an act that shows what it changed: the line is committed with the act, before the answer."""
        await write_view(connection, view_of(self.caller, self.clock, what, dossier=dossier))

    async def search(self, asked: Mapping[str, Any], rows: int) -> None:
        """A search by identity number or telephone: its kind (never the number) and how many it found."""
        await self._write(view_of(self.caller, self.clock, Seen.SEARCH, asked=asked, rows=rows))

    async def own(self, rows: int) -> None:
        """The list of the owner's own dossiers: how many, and never whose."""
        await self._write(view_of(self.caller, self.clock, Seen.LOOKUP, asked={"by": ["identity_number"]}, rows=rows))

    async def register(self, asked: Mapping[str, Any], rows: int) -> None:
        """A register book that leaves as a file: an official form with limits of its own, so no rows of a day."""
        await self._write(view_of(self.caller, self.clock, Seen.REGISTER, asked=asked, rows=rows))

    async def _write(self, view: View) -> None:
        async with self.database.holding() as connection:
            await write_view(connection, view)
