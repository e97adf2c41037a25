"""A house with a door: three services made once for all tests, a stand-in portal, fresh databases for each."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI

from services.intake.app import create_app as create_intake
from services.portal.app import Outside
from services.portal.app import create_app as create_portal
from services.portal.clients.services import Services
from services.portal.drivers.gen_a.direct import GenADirect
from services.portal.drivers.gen_a.papers import GenAPapers
from services.portal.drivers.payplat.platform import PayPlat
from services.portal.settings import PortalSettings
from services.portal.subscriptions import listening
from services.portal_standin.app import create_app as create_standin
from services.portal_standin.domain.level import Level as Strictness
from services.portal_standin.settings import StandinSettings
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
from tests.portal.house import DESK, House, Signed, a_connection, over
from tests.processing.made_up import Log
from tests.support.engines import as_role
from tests.support.people import Identity


@dataclass(frozen=True)
class Estate:
    """What differs from test to test is the databases and the time."""

    apps: dict[str, FastAPI]
    standin: FastAPI
    clock: SetClock


@pytest.fixture(scope="session")
def estate(identity: Identity, tmp_path_factory: pytest.TempPathFactory) -> Estate:
    home, clock = tmp_path_factory.mktemp("door"), SetClock(THURSDAY)
    make_ring(home / "key-ring.json", THURSDAY.date())

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

    apps = {"intake": create_intake(place("intake")), "processing": create_processing(place("processing"))}
    asked = [ServiceClient(name, "http://test", over(app)) for name, app in apps.items()]
    services = Services(Signed(identity), *asked, ServiceClient("stats", "http://127.0.0.1:9"))
    connection, standin = a_connection(), create_standin(StandinSettings(), clock)
    settings = PortalSettings.from_environment({"MOTCUA_HOME": str(home)})
    apps["portal"] = create_portal(place("portal"), Outside(settings, services, {connection.name: connection}))
    assert connection.payments
    http = httpx2.AsyncClient(transport=over(standin))
    apps["portal"].state.till.platforms[connection.name] = PayPlat(connection.payments, http)
    at_standin = httpx2.AsyncClient(transport=over(standin), base_url=connection.address)
    apps["portal"].state.papers.stores[connection.name] = GenAPapers(GenADirect(connection, clock, at_standin))
    return Estate(apps, standin, clock)


@pytest.fixture
async def house(
    estate: Estate, identity: Identity, shared_clone: str, serve: Callable[[FastAPI], httpx2.AsyncClient]
) -> AsyncIterator[House]:
    """Each service in an outer transaction of its own that is rolled back; the stand-in as on its first day."""
    estate.clock.turn_to(THURSDAY)
    estate.standin.state.portal.reset(Strictness.NORMAL)
    async with AsyncExitStack() as opened:
        databases: dict[str, Database] = {}
        for name, app in estate.apps.items():
            inner = await asyncpg.connect(as_role(shared_clone, name))
            opened.push_async_callback(inner.close)
            await prepare_connection(inner)
            outer = inner.transaction()
            await outer.start()
            opened.push_async_callback(outer.rollback)
            databases[name] = app.state.station.opened = BoundDatabase(inner)
        await furnish_town(databases["intake"])
        estate.apps["intake"].state.counter.shelf.forget()
        clients = {name: serve(app) for name, app in estate.apps.items()} | {"standin": serve(estate.standin)}
        portals = {"dvcqg": a_connection()}
        listens = {
            "processing": [listening_to_intake(estate.clock)],
            "portal": [*listening(estate.clock, portals)],
        }
        made = House(estate.apps, clients, databases, listens, identity, estate.clock, estate.standin.state.portal)
        for reader in ("processing", "portal"):
            await made.apply(reader, [Log(THURSDAY).office("VN", level=Level.NATION)])
        await made.carry()
        items = [{"office": DESK, "valid_from": "2026-01-01", "connection": "dvcqg", "new": "H17.19"}]
        await made.told("portal", "PUT", "/agencies", "operator", json={"items": items})
        yield made
