"""The tracker over a whole town, and a telephone before it. Each visitor comes from an address of his own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Browser, BrowserContext, Page

from services.intake.vault.slips import slip_secret
from services.intake.vault.vault import Vault
from services.tracker.app import create_app
from services.tracker.settings import TrackerSettings
from shared.clock import SystemClock
from shared.local.ports import any_free
from shared.worktime import legal_day
from tests.support.browser import PHONE, Complaints, a_browser
from tests.support.journeys import Dossier, Line, Office, enter_book, receive, told_at
from tests.support.town import Town

OFFICE, LATE = Office("08944.2025"), Office("08950.2025")
PERSON = {"kind": "citizen", "name": "Nguyễn Thị Quỳnh Hương", "phone": "0912345678"}
LACKING = [{"what": "Bản sao giấy khai sinh", "why": "Chưa có chứng thực"}]
_visitors = count(1)
Telephone = Callable[..., Awaitable[Page]]


@dataclass(frozen=True)
class Served:
    """A tracker that answers at `url`."""

    url: str
    app: FastAPI

    def visitor(self) -> httpx2.AsyncClient:
        """Somebody at an address from which nobody came before; the tests' own address is a trusted proxy."""
        number = next(_visitors)
        return httpx2.AsyncClient(
            base_url=self.url, headers={"X-Forwarded-For": f"10.9.{number // 250}.{number % 250 + 1}"}
        )


def settings_of(town: Town, **changes: object) -> TrackerSettings:
    port = any_free()
    env = {
        "MOTCUA_PORT": str(port),
        "MOTCUA_HOME": str(town.home.path),
        "MOTCUA_TRUSTED_PROXIES": "127.0.0.0/8",
        "MOTCUA_HOTLINE": "1900 1234",
    }
    plain = TrackerSettings.from_environment(env)
    addresses = {f"{name}_url": town.url(name) for name in ("intake", "processing", "stats")}
    return replace(plain, telephones={OFFICE.code: "0218 3 123 456"}, **(addresses | changes))  # type: ignore[arg-type]


async def serving(settings: TrackerSettings) -> AsyncIterator[Served]:
    app = create_app(settings)
    config = uvicorn.Config(app, host=settings.host, port=settings.port, log_level="warning", proxy_headers=False)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield Served(f"http://127.0.0.1:{settings.port}", app)
    server.should_exit = True
    with suppress(asyncio.CancelledError):
        await task


@pytest.fixture(scope="session")
async def served(town: Town) -> AsyncIterator[Served]:
    async for each in serving(settings_of(town)):
        yield each


@pytest.fixture(scope="session")
async def cut_off(town: Town) -> AsyncIterator[Served]:
    """A tracker whose counter does not answer."""
    async for each in serving(settings_of(town, intake_url=f"http://127.0.0.1:{any_free()}")):
        yield each


@pytest.fixture
async def visitor(served: Served) -> AsyncIterator[httpx2.AsyncClient]:
    async with served.visitor() as client:
        yield client


@pytest.fixture(scope="session")
def secret(town: Town) -> Callable[[str], str]:
    """`secret(code)`: what is printed on the receipt of a dossier accepted today."""
    vault = Vault(town.home.key_ring)
    return lambda code: slip_secret(vault, code, legal_day(SystemClock().now()))


@pytest.fixture(scope="session")
def fresh(town: Town) -> Dossier:
    """Accepted, with a fee that is owed."""
    fees = [{"name": "Lệ phí hộ tịch", "amount": 50_000}]
    return receive(town, OFFICE.clerk, "1.001193", applicant=PERSON, fees=fees)


@pytest.fixture(scope="session")
def lacking(town: Town) -> Dossier:
    """Waits for what the applicant was asked to bring."""
    dossier = receive(town, OFFICE.clerk, "1.001193", applicant=PERSON)
    dossier.act(OFFICE.officer, "take-up")
    dossier.act(OFFICE.officer, "supplement-request", note="Gọi ông A", lacking=LACKING)
    dossier.act(OFFICE.clerk, "supplement-notice")
    return dossier


@pytest.fixture(scope="session")
def done(town: Town) -> Dossier:
    """Its result is handed over."""
    dossier = receive(town, OFFICE.clerk, "1.001193", applicant=PERSON)
    dossier.act(OFFICE.officer, "take-up")
    dossier.act(OFFICE.officer, "finish")
    dossier.act(OFFICE.clerk, "return")
    return dossier


@pytest.fixture(scope="session")
def late(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Dossier]]:
    """Two that were due long ago; of the first the head has apologised."""
    today = legal_day(SystemClock().now())
    line = Line(today - timedelta(days=40), today - timedelta(days=20))
    book: Path = tmp_path_factory.mktemp("book")
    dossiers = enter_book(town, book, LATE, line, line)
    leader = LATE.leader
    promised = today + timedelta(days=10)
    told = told_at(line.due_on - timedelta(days=3), "09:00")
    letter = {"note": "Chờ cơ quan thuế trả lời", "promised_on": promised.isoformat(), "happened_at": told}
    dossiers[0].act(leader, "extension", **letter)
    yield dossiers


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as opened:
        yield opened


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
async def telephone(served: Served, browser: Browser, complaints: Complaints) -> AsyncIterator[Telephone]:
    """`page = await telephone()`: 390 px wide, script off unless told otherwise, at an address of its own."""
    contexts: list[BrowserContext] = []

    async def opened(*, script: bool = False, at: Served = served) -> Page:
        async with at.visitor() as visitor:
            address = {"X-Forwarded-For": visitor.headers["x-forwarded-for"]}
        context = await browser.new_context(
            viewport=PHONE, base_url=at.url, locale="vi-VN", java_script_enabled=script, extra_http_headers=address
        )
        contexts.append(context)
        page = await context.new_page()
        complaints.listen(page)
        return page

    yield opened
    for context in contexts:
        await context.close()
