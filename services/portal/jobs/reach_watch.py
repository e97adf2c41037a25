"""Tries, from outside in, whether files can be fetched by the address that a portal is told (`links`)."""

import asyncio
import logging
import secrets
from dataclasses import dataclass, field
from datetime import datetime

import httpx2

from services.portal.connections import Connection
from services.portal.domain.file_link import FileRef, last_day_of, sign_link
from services.portal.usecases.open_file import PROBE
from shared.clock import Clock
from shared.web.station import Station
from shared.worktime import legal_day

log = logging.getLogger("motcua.portal")
_FIRST_SECONDS = 3.0  # once this process itself answers
_SECONDS = 600.0
_OK = 200


@dataclass(slots=True)
class Reach:
    """What the last try showed; `is_reached` is None before the first."""

    address: str
    is_reached: bool | None = None
    reason: str = ""
    checked_at: datetime | None = None


@dataclass
class ReachWatch:
    """Of one connection in this process. `key` signs links."""

    connection: Connection
    key: bytes
    transport: httpx2.AsyncBaseTransport | None = None
    reach: Reach = field(init=False)

    def __post_init__(self) -> None:
        self.reach = Reach(self.connection.links)

    async def run(self, station: Station) -> None:
        """For ever."""
        await asyncio.sleep(_FIRST_SECONDS)
        while True:
            await self.look(station.clock)
            await asyncio.sleep(_SECONDS)

    async def look(self, clock: Clock) -> None:
        """Says in the log what has changed."""
        was, today = self.reach.is_reached, legal_day(clock.now())
        reason = await self._fetch(FileRef(PROBE, secrets.token_hex(32), last_day_of(today, today)))
        self.reach = Reach(self.connection.links, not reason, reason, clock.now())
        if reason and was is not False:
            log.error("files cannot be fetched at the address told to %s: %s", self.connection.name, reason)

    async def _fetch(self, ref: FileRef) -> str:
        """What went wrong; empty where the answer came from us."""
        url = f"{self.connection.links.rstrip('/')}/files/{sign_link(ref, self.key)}"
        try:
            async with httpx2.AsyncClient(
                timeout=self.connection.seconds, trust_env=False, transport=self.transport
            ) as http:
                answer = await http.get(url)
        except (httpx2.HTTPError, httpx2.InvalidURL) as trouble:
            return type(trouble).__name__
        if answer.status_code != _OK:
            return f"HTTP {answer.status_code}"
        return "" if answer.text == ref.digest else "trả lời không phải của hệ thống này"
