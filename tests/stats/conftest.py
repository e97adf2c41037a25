"""The yearbook over HTTP: a clock that stands at 10:00 on 24/11/2026, a small country, dossiers of every kind."""

from collections.abc import Callable

import httpx2
import pytest
from fastapi import FastAPI

from services.stats.app import create_app
from services.stats.subscriptions import LISTENS
from shared.clock import SetClock
from shared.db.database import BoundDatabase, Database
from shared.web.station import Station
from tests.stats.made_up import NOW, furnish, some_dossiers


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def stats(station: Callable[..., Station], clock: SetClock) -> Callable[..., FastAPI]:
    """`app = stats(database)`: this service over a given database."""

    def make(database: Database, **more: object) -> FastAPI:
        return create_app(station("stats", database, clock=clock, listens=LISTENS, **more))

    return make


@pytest.fixture
async def client(
    database: BoundDatabase, stats: Callable[..., FastAPI], serve: Callable[[FastAPI], httpx2.AsyncClient]
) -> httpx2.AsyncClient:
    """HTTP against the furnished yearbook; everything is rolled back."""
    await furnish(database, some_dossiers())
    return serve(stats(database))
