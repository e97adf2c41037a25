"""A town with a door to a made-up portal."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI

from services.intake.app import create_app as create_intake
from services.portal.app import Outside
from services.portal.app import create_app as create_portal
from services.portal.clients.services import Services
from services.portal.connections import Connection
from services.portal.settings import PortalSettings
from services.portal.subscriptions import listening
from services.processing.app import create_app as create_processing
from services.processing.subscriptions import listening_to_intake
from shared.clock import SetClock
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase, Database, prepare_connection
from shared.web.service_client import ServiceClient
from shared.web.station import Station
from tests.intake.conftest import THURSDAY, furnish_town
from tests.portal.inbound.portal_town import KEY, PortalTown
from tests.processing.made_up import Log
from tests.support.engines import as_role
from tests.support.people import Identity

Serve = Callable[[FastAPI], httpx2.AsyncClient]
MakeTown = Callable[[dict[str, Database]], PortalTown]


class DoorToken:
    """The door as the services know it."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    async def token(self) -> str:
        return self._identity.token("portal", subject="portal")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(THURSDAY)


@pytest.fixture
def connection() -> Connection:
    return Connection(
        name="dvcqg",
        kind="gen_a",
        address="http://127.0.0.1:9",
        account="h62.motcua",
        secret="made-up",
        agency="000.00.00.H62",
        since=datetime(2026, 1, 1, tzinfo=UTC),
        links="http://127.0.0.1:8004",
        inbound_key=KEY,
    )


@pytest.fixture
def make_town(
    connection: Connection,
    identity: Identity,
    clock: SetClock,
    station: Callable[..., Station],
    serve: Serve,
) -> MakeTown:
    def make(databases: dict[str, Database]) -> PortalTown:
        apps = {
            "intake": create_intake(station("intake", databases["intake"], clock=clock)),
            "processing": create_processing(station("processing", databases["processing"], clock=clock)),
        }
        clients = {name: serve(app) for name, app in apps.items()}
        services = Services(
            DoorToken(identity),
            *(
                ServiceClient(name, "http://test", httpx2.ASGITransport(app=apps[name]))
                for name in ("intake", "processing")
            ),
            ServiceClient("stats", "http://127.0.0.1:9"),
        )
        settings = PortalSettings(None, Path("var"), "", "", "", None, "", None)
        outside = Outside(settings, services, {connection.name: connection})
        apps["portal"] = create_portal(station("portal", databases["portal"], clock=clock), outside)
        clients["portal"] = serve(apps["portal"])
        listens = {
            "processing": [listening_to_intake(clock)],
            "portal": [*listening(clock, outside.connections)],
        }
        return PortalTown(apps, clients, databases, listens, connection, identity, clock)

    return make


@pytest.fixture
async def town(shared_clone: str, make_town: MakeTown) -> AsyncIterator[PortalTown]:
    """Three services, each in an outer transaction of its own that is rolled back; agencies are mapped."""
    async with AsyncExitStack() as opened:
        databases: dict[str, Database] = {}
        for name in ("intake", "processing", "portal"):
            inner = await asyncpg.connect(as_role(shared_clone, name))
            opened.push_async_callback(inner.close)
            await prepare_connection(inner)
            outer = inner.transaction()
            await outer.start()
            opened.push_async_callback(outer.rollback)
            databases[name] = BoundDatabase(inner)
        await furnish_town(databases["intake"])
        place = make_town(databases)
        await place.apply("processing", [Log(THURSDAY).office("VN", level=Level.NATION)])
        await place.carry()
        await place.map_agencies()
        yield place
