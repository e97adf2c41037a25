"""The desk over a whole town, and a browser before it: each test gets a person signed in at a page of his own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Browser, BrowserContext, Page

from services.desk.app import create_app
from services.desk.dependencies import Desk
from services.desk.sessions.session import Person
from services.desk.settings import DeskSettings
from shared.callers import Role
from shared.local.accounts import account, accounts, add_account
from shared.local.home import Home
from tests.support.browser import DESKTOP, Complaints, a_browser
from tests.support.desk_of import desk_settings_of
from tests.support.town import Town

SignIn = Callable[..., Awaitable[Page]]
PASSWORD = "mat-khau-thu"


@dataclass(frozen=True)
class Served:
    """A desk that answers at `url`."""

    url: str
    app: FastAPI

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.state.desk
        return desk

    def cookie(self, *roles: Role, offices: Sequence[str] = ("VN",), name: str = "Trần Đỗ Vỹ") -> dict[str, str]:
        """Of a session opened for an account with these roles, made at the first call."""
        user = ".".join(["canbo", *sorted(roles), *sorted(offices)]).lower()
        home = Home(self.desk.settings.home)
        if user not in {each.user for each in accounts(home)}:
            add_account(home, user, PASSWORD, name=name, roles=[*roles], offices=offices)
        version = account(home, user).version
        person = Person(user, name, frozenset(roles), tuple(offices), version)
        value, _ = self.desk.sessions.open(person, "thử")
        return {"name": self.desk.cookie, "value": value, "url": self.url}


@pytest.fixture(scope="session")
def desk_settings(town: Town) -> DeskSettings:
    return desk_settings_of(town)


@asynccontextmanager
async def serve_desk(settings: DeskSettings) -> AsyncIterator[Served]:
    app = create_app(settings)
    config = uvicorn.Config(app, host=settings.host, port=settings.port, log_level="warning")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield Served(settings.address, app)
    server.should_exit = True
    with suppress(asyncio.CancelledError):
        await task


@pytest.fixture(scope="session")
async def served(desk_settings: DeskSettings) -> AsyncIterator[Served]:
    async with serve_desk(desk_settings) as running:
        yield running


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as opened:
        yield opened


@pytest.fixture
async def contexts(browser: Browser) -> AsyncIterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        await context.close()


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def sign_in(served: Served, browser: Browser, contexts: list[BrowserContext], complaints: Complaints) -> SignIn:
    """`await sign_in(Role.CLERK, offices=["08911.2025"])`: a page in a fresh browser context, signed in."""

    async def signed_in(
        *roles: Role, offices: Sequence[str] = ("VN",), name: str = "Trần Đỗ Vỹ", **more: object
    ) -> Page:
        context = await browser.new_context(viewport=DESKTOP, base_url=served.url, locale="vi-VN", **more)  # type: ignore[arg-type]
        contexts.append(context)
        await context.add_cookies([served.cookie(*roles, offices=offices, name=name)])  # type: ignore[list-item]
        page = await context.new_page()
        complaints.listen(page)
        return page

    return signed_in
