"""Processing at work in a test: a town of offices, facts applied, and HTTP for made-up callers."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from services.processing.app import create_app
from services.processing.subscriptions import listening_to_intake
from shared.clock import SetClock
from shared.contracts.envelope import Fact
from shared.contracts.terms import TermPart
from shared.db.database import BoundDatabase, Database
from shared.ids import new_id
from shared.web.station import Station
from tests.processing.made_up import Log, local
from tests.processing.story import Story
from tests.support.people import Identity

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

Apply = Callable[[Sequence[Fact]], Awaitable[None]]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def log() -> Log:
    return Log(NOW)


def applying(database: Database, clock: SetClock) -> Apply:
    listening = listening_to_intake(clock)

    async def apply(facts: Sequence[Fact]) -> None:
        async with database.transaction() as connection:
            await listening.apply(connection, facts)

    return apply


@pytest.fixture
def apply(database: BoundDatabase, clock: SetClock) -> Apply:
    """Applies a run of facts in one transaction, as the consumer does."""
    return applying(database, clock)


@pytest.fixture
async def town(apply: Apply, log: Log) -> Log:
    """Offices are known."""
    await apply(log.town())
    return log


@dataclass
class Desk:
    """HTTP to processing in the name of made-up callers."""

    client: httpx2.AsyncClient
    identity: Identity

    async def get(self, path: str, *roles: str, **caller: Any) -> httpx2.Response:
        return await self.client.get(path, headers=self.identity.headers(*(roles or ("leader",)), **caller))

    async def act(
        self, dossier: object, act: str, version: int | str | None, *roles: str, body: Any = None, **caller: Any
    ) -> httpx2.Response:
        headers = self.identity.headers(*(roles or ("leader",)), **caller)
        if version is not None:
            headers["If-Match"] = f'"{version}"' if isinstance(version, int) else version
        return await self.client.post(f"/dossiers/{dossier}/{act}", headers=headers, json=body or {})


def open_desk(
    database: Database,
    clock: SetClock,
    identity: Identity,
    station: Callable[..., Station],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
) -> Desk:
    place = station("processing", database, clock=clock, listens=(listening_to_intake(clock),))
    return Desk(serve(create_app(place)), identity)


@pytest.fixture
def desk(
    database: BoundDatabase,
    clock: SetClock,
    identity: Identity,
    station: Callable[..., Station],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
) -> Desk:
    return open_desk(database, clock, identity, station, serve)


Begin = Callable[..., Awaitable[Story]]


@pytest.fixture
def begin(apply: Apply, town: Log, desk: Desk, clock: SetClock) -> Begin:
    """Accepted at that moment, by default on Monday 02/03/2026 with ten working days: due on Monday 16/03/2026."""

    async def begin(accepted: str = "2026-03-02 08:30", due: str = "2026-03-16 17:00", **changes: Any) -> Story:
        id = new_id()
        at = local(due)
        term = TermPart(unit="working_day", amount=10)
        said = {"accepted_at": local(accepted), "term": term, "due_at": at, "due_on": at.date(), **changes}
        town.recorded_at = local(accepted)
        clock.turn_to(local(accepted))
        await apply([town.received(id, **said)])
        return Story(desk, clock, str(id))

    return begin
