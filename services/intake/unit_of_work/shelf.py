"""What every receipt looks up (desk, hours, procedure), kept in memory as long as the catalogue's version stands.

A receipt then costs one round trip. The version is asked once a second at most; whoever changes the catalogue in this
process forgets at once.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.intake.domain.catalogue.procedure import Procedure
from services.intake.domain.organisation.desk_hours import hours_of
from services.intake.domain.organisation.office import Office
from services.intake.queries.catalogue.procedures import find_procedure
from services.intake.queries.catalogue.shortened_limits import shortened_limits_of
from services.intake.queries.organisation.offices import find_desk, hours_acts
from shared.db.database import Connection, Database
from shared.worktime.hours import DeskHours

_SECONDS = 1.0
_MOST = 50_000
_VERSION = "select version from intake.catalogue_version"


@dataclass(frozen=True, slots=True)
class Desk:
    """An office with the hours it keeps."""

    office: Office
    hours: DeskHours


class Shelf:
    """Read-only lookups of one process."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database
        self._kept: dict[tuple[Any, ...], Any] = {}
        self._version: int | None = None
        self._asked = float("-inf")

    def forget(self) -> None:
        self._asked = float("-inf")

    async def desk(self, text: str, on: date) -> Desk:
        """The office of that code or name on that day; refuses an unknown one."""
        found: Desk = await self._look_up(("desk", text, on), lambda connection: _desk(connection, text, on))
        return found

    async def procedure(self, code: str, on: date) -> Procedure:
        found: Procedure = await self._look_up(
            ("procedure", code, on), lambda connection: _procedure(connection, code, on)
        )
        return found

    async def _look_up(self, key: tuple[Any, ...], ask: Callable[[Connection], Awaitable[Any]]) -> Any:
        if time.monotonic() - self._asked > _SECONDS:
            await self._check_version()
        if key not in self._kept:
            async with self._database().reading() as connection:
                answer = await ask(connection)
            if len(self._kept) > _MOST:
                self._kept.clear()
            self._kept[key] = answer
            return answer
        return self._kept[key]

    async def _check_version(self) -> None:
        self._asked = time.monotonic()
        async with self._database().reading() as connection:
            version = await connection.fetchval(_VERSION)
        if version != self._version:
            self._kept.clear()
            self._version = version


async def _desk(connection: Connection, text: str, on: date) -> Desk:
    office = await find_desk(connection, text, on)
    return Desk(office, hours_of(office.path, await hours_acts(connection, office.path)))


async def _procedure(connection: Connection, code: str, on: date) -> Procedure:
    found = await find_procedure(connection, code, on)
    return found.as_procedure(await shortened_limits_of(connection, code))
