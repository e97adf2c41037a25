"""Fixtures over real engines: one PostgreSQL a session, a rolled-back transaction or a cloned database a test."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date
from pathlib import Path

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI

from shared.callers import EMBEDDED_ISSUER
from shared.db.database import BoundDatabase, Database, PooledDatabase, prepare_connection
from shared.local.key_ring import make_ring
from shared.local.nats import EmbeddedNats
from shared.local.postgres import EmbeddedPostgres
from shared.settings import Settings
from shared.web.station import Station
from tests.support.engines import SERVICES, Template, as_role, make_template
from tests.support.people import Identity
from tests.support.shared_routes import share_routes
from tests.support.town import Town, a_town


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long form of campaigns (crash points, fuzzing)")


# What takes long comes first: at the end a worker would wait for it. The register book goes before the screens that
# look at it, the screens before walks that publish routes and limits in the town that they share.
_LONG_FIRST = ("system/test_main_job.py", "desk", "system", "tracker", "cli")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files stay whole and in order; with `--no-loadscope-reorder` this is the order in which workers take them."""

    def place(item: pytest.Item) -> int:
        path = item.path.relative_to(Path(__file__).parent).as_posix()
        return next((n for n, first in enumerate(_LONG_FIRST) if path.startswith(first)), len(_LONG_FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(tmp_path_factory.mktemp("postgres"), durable=False) as postgres:
        yield postgres


@pytest.fixture(scope="session")
def nats_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedNats]:
    with EmbeddedNats(tmp_path_factory.mktemp("nats")) as server:
        yield server


@pytest.fixture(scope="session")
async def template(engine: EmbeddedPostgres) -> Template:
    return await make_template(engine)


@pytest.fixture(scope="session")
async def shared_clone(template: Template) -> str:
    """One database for all tests that roll back."""
    return await template.clone()


@pytest.fixture(scope="session")
def identity() -> Identity:
    return Identity.new()


@pytest.fixture
def service(request: pytest.FixtureRequest) -> str:
    """The service whose folder the test stands in; `processing` elsewhere."""
    parts = Path(str(request.path)).parts
    return next((name for name in SERVICES if name in parts), "processing")


@pytest.fixture
async def database(shared_clone: str, service: str) -> AsyncIterator[BoundDatabase]:
    """The service's own role, in an outer transaction that is rolled back."""
    connection = await asyncpg.connect(as_role(shared_clone, service))
    await prepare_connection(connection)
    outer = connection.transaction()
    await outer.start()
    try:
        yield BoundDatabase(connection)
    finally:
        await outer.rollback()
        await connection.close()


@pytest.fixture
async def fresh_url(template: Template) -> AsyncIterator[str]:
    """The owner's address of a database of the test's own, for what needs true commits."""
    url = await template.clone()
    yield url
    await template.drop(url)


@pytest.fixture
async def fresh_database(fresh_url: str, service: str) -> AsyncIterator[PooledDatabase]:
    pool = await PooledDatabase.open(as_role(fresh_url, service))
    yield pool
    await pool.close()


@pytest.fixture
def station(identity: Identity, tmp_path: Path) -> Callable[..., Station]:
    """`station("intake", database)`: a service's place of work without a bus."""

    ring = tmp_path / "key-ring.json"
    make_ring(ring, date(2026, 3, 5))

    def make(schema: str, database: Database, **more: object) -> Station:
        settings = Settings(
            environment="development",
            database_url="",
            nats_url="",
            nats_monitor_url=None,
            jwks=tmp_path / "jwks.json",
            issuer=EMBEDDED_ISSUER,
            host="127.0.0.1",
            port=0,
            files=tmp_path / "files",
            pool_size=4,
            key_ring=ring,
        )
        return Station(schema=schema, settings=settings, tokens=identity.reader(), opened=database, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[FastAPI], httpx2.AsyncClient]]:
    """`client = serve(app)`: HTTP against an app in this process (no lifespan: the station is already open)."""
    clients: list[httpx2.AsyncClient] = []

    def make(app: FastAPI) -> httpx2.AsyncClient:
        transport = httpx2.ASGITransport(app=share_routes(app), raise_app_exceptions=False)
        clients.append(httpx2.AsyncClient(transport=transport, base_url="http://test"))
        return clients[-1]

    yield make
    for client in clients:
        await client.aclose()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One whole installation for all tests that leave it standing."""
    with a_town(tmp_path_factory.mktemp("town")) as place:
        yield place
