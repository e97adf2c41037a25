"""A town with a door to a made-up portal."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

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
from shared.callers import EMBEDDED_ISSUER
from shared.clock import SetClock
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase, Database, prepare_connection
from shared.local.key_ring import make_ring
from shared.settings import Settings
from shared.web.service_client import ServiceClient
from shared.web.station import Station
from tests.intake.conftest import THURSDAY, furnish_town
from tests.portal.inbound.file_host import FileHost, a_file_host
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


@dataclass(frozen=True)
class Apps:
    """The three services, made once: what differs from test to test is their database and the time."""

    apps: dict[str, FastAPI]
    connection: Connection
    clock: SetClock
    identity: Identity


@pytest.fixture(scope="session")
def file_host() -> Iterator[FileHost]:
    with a_file_host() as host:
        yield host


@pytest.fixture(scope="session")
def apps(identity: Identity, tmp_path_factory: pytest.TempPathFactory, file_host: FileHost) -> Apps:
    home, clock = tmp_path_factory.mktemp("portal"), SetClock(THURSDAY)
    make_ring(home / "key-ring.json", THURSDAY.date())
    connection = Connection(
        name="dvcqg",
        kind="gen_a",
        address="http://127.0.0.1:9",
        account="h62.motcua",
        secret="made-up",
        agency="000.00.00.H62",
        since=datetime(2026, 1, 1, tzinfo=UTC),
        links="http://127.0.0.1:8004",
        inbound_key=KEY,
        file_hosts=frozenset({file_host.name}),
    )

    def place(schema: str) -> Station:
        settings = Settings(
            environment="development",
            database_url="",
            nats_url="",
            nats_monitor_url=None,
            jwks=home / "jwks.json",
            issuer=EMBEDDED_ISSUER,
            host="127.0.0.1",
            port=0,
            files=home / "files",
            pool_size=4,
            key_ring=home / "key-ring.json",
        )
        return Station(schema=schema, settings=settings, tokens=identity.reader(), clock=clock)

    made = {"intake": create_intake(place("intake")), "processing": create_processing(place("processing"))}
    asked = [ServiceClient(name, "http://test", httpx2.ASGITransport(app=app)) for name, app in made.items()]
    services = Services(DoorToken(identity), *asked, ServiceClient("stats", "http://127.0.0.1:9"))
    settings = PortalSettings(None, home, "", "", "", None, "", None)
    made["portal"] = create_portal(place("portal"), Outside(settings, services, {connection.name: connection}))
    return Apps(made, connection, clock, identity)


@pytest.fixture
def make_town(apps: Apps, serve: Serve) -> MakeTown:
    def make(databases: dict[str, Database]) -> PortalTown:
        apps.clock.turn_to(THURSDAY)
        for name, app in apps.apps.items():
            app.state.station.opened = databases[name]
        apps.apps["intake"].state.counter.shelf.forget()
        clients = {name: serve(app) for name, app in apps.apps.items()}
        listens = {
            "processing": [listening_to_intake(apps.clock)],
            "portal": [*listening(apps.clock, {apps.connection.name: apps.connection})],
        }
        return PortalTown(apps.apps, clients, databases, listens, apps.connection, apps.identity, apps.clock)

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
