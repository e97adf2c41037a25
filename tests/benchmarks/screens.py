"""How soon a screen can be read: Chromium six times slower, 400 kbit/s, 400 ms to and fro; first visit and again."""

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

import uvicorn
from playwright.async_api import Browser, Page

from services.desk.app import create_app
from services.desk.sessions.session import Person
from services.desk.settings import DeskSettings
from shared.callers import Role
from shared.local.accounts import add_account
from shared.local.home import Home
from shared.local.waiting import wait_until
from tests.support.browser import DESKTOP, a_browser, on_a_bad_line
from tests.support.desk_of import desk_settings_of
from tests.support.town import Town

# Once the marked element is there, its rows can be read: measured from the start of the navigation.
_READY = """marked => new Promise(done => { const look = () => document.querySelector(marked)
  ? done(performance.now()) : requestAnimationFrame(look); look(); })"""
_PAINT = """() => new Promise(done => { const look = () => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  paint ? done(paint.startTime) : setTimeout(look, 20); }; look(); })"""
_BYTES = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .reduce((sum, each) => sum + each.transferSize, 0)"""


@dataclass(frozen=True)
class Screen:
    """An address, and the element whose presence means that it can be read."""

    title: str
    address: str
    marked: str
    roles: tuple[Role, ...]
    office: str


@dataclass(frozen=True)
class Seen:
    """Milliseconds and bytes of one visit."""

    rows: float
    paint: float
    bytes: int


def bench_screens(town: Town, screens: Sequence[Screen], times: int) -> None:
    print(f"\nScreens, processor 6 × slower, 400 kbit/s, 400 ms; medians of {times}:")
    print("  first visit: rows readable / first paint / bytes; again: the same")
    with a_desk(town) as (settings, app):
        asyncio.run(_measure(settings, app, screens, times))


async def _measure(settings: DeskSettings, app: object, screens: Sequence[Screen], times: int) -> None:
    async with a_browser() as browser:
        for screen in screens:
            visits = [await _twice(browser, settings, app, screen) for _ in range(times)]
            first, again = ([each[n] for each in visits] for n in (0, 1))
            print(f"  {screen.title:<28} {_told(first)}   {_told(again)}")


async def _twice(browser: Browser, settings: DeskSettings, app: object, screen: Screen) -> tuple[Seen, Seen]:
    context = await browser.new_context(viewport=DESKTOP, base_url=settings.address)  # type: ignore[arg-type]
    await context.add_cookies([cookie_of(settings, app, screen)])  # type: ignore[list-item]
    page = await context.new_page()
    await on_a_bad_line(context, page)
    seen = await _visit(page, screen), await _visit(page, screen)
    await context.close()
    return seen


async def _visit(page: Page, screen: Screen) -> Seen:
    await page.goto("about:blank")
    await page.goto(screen.address, wait_until="commit")
    rows = await page.evaluate(_READY, screen.marked)
    await page.wait_for_load_state()
    return Seen(rows, await page.evaluate(_PAINT), await page.evaluate(_BYTES))


def _told(visits: Sequence[Seen]) -> str:
    rows, paint = (median(getattr(each, name) for each in visits) / 1000 for name in ("rows", "paint"))
    return f"{rows:.2f} s / {paint:.2f} s / {median(each.bytes for each in visits) / 1024:.1f} kB"


def cookie_of(settings: DeskSettings, app: object, screen: Screen) -> dict[str, str]:
    user = f"do.toc.do.{'-'.join(screen.roles)}.{screen.office}.{time.monotonic_ns()}"
    made = add_account(Home(settings.home), user, "mat-khau-do", name="Đo", roles=screen.roles, offices=[screen.office])
    desk = app.state.desk  # type: ignore[attr-defined]
    person = Person(user, made.name, frozenset(screen.roles), made.offices, made.version)
    cookie, _ = desk.sessions.open(person)
    return {"name": desk.cookie, "value": cookie, "url": settings.address}


@contextmanager
def a_desk(town: Town) -> Iterator[tuple[DeskSettings, object]]:
    settings = desk_settings_of(town)
    app = create_app(settings)
    server = uvicorn.Server(uvicorn.Config(app, host=settings.host, port=settings.port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert wait_until(lambda: server.started, seconds=10)
    yield settings, app
    server.should_exit = True
    thread.join(10)
