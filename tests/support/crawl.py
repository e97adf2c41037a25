"""Walks a program of pages by its links as one signed-in person, a few addresses of every kind."""

import gzip
import re
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2
from fastapi import FastAPI
from starlette.routing import BaseRoute, Match, Route

from services.desk.app import _ROUTERS, STATIC, create_app
from services.desk.dependencies import Desk
from services.desk.sessions.session import Person
from shared.callers import Role
from shared.clock import DemoClock
from shared.local.accounts import add_account
from shared.web.pages.static_files import StaticFiles
from tests.support.desk_of import desk_settings_of
from tests.support.town import Town

_FILES = (".pdf", ".xlsx", ".csv", ".docx", ".png", ".jpg")


class _Links(HTMLParser):
    """Where a page leads, and its headings of the first rank."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.found.append(href)
        self.headings += tag == "h1"


@dataclass(frozen=True)
class Visited:
    """One page as it was answered."""

    address: str
    pattern: str
    answer: httpx2.Response
    headings: int

    @property
    def zipped(self) -> int:
        """Bytes of the page as it travels."""
        return len(gzip.compress(self.answer.content, 9))


class Walk:
    """`each` addresses of every pattern are opened; files are not."""

    def __init__(self, routes: Iterable[BaseRoute], client: httpx2.AsyncClient, *, each: int = 2) -> None:
        self._routes = [route for route in routes if isinstance(route, Route) and "GET" in (route.methods or ())]
        self._client = client
        self._each = each
        self._seen: set[str] = set()
        self._opened: Counter[str] = Counter()

    async def from_(self, start: str) -> list[Visited]:
        waiting = deque([start])
        pages = []
        while waiting:
            address = waiting.popleft()
            pattern = self._pattern(address)
            if pattern is None or address in self._seen or self._opened[pattern] >= self._each:
                continue
            self._seen.add(address)
            self._opened[pattern] += 1
            page, links = await self._open(address, pattern)
            pages.append(page)
            waiting.extend(links)
        return pages

    async def _open(self, address: str, pattern: str) -> tuple[Visited, list[str]]:
        answer = await self._client.get(address)
        read = _Links()
        if answer.headers.get("content-type", "").startswith("text/html"):
            read.feed(answer.text)
        return Visited(address, pattern, answer, read.headings), list(_inside(address, read.found))

    def _pattern(self, address: str) -> str | None:
        scope = {"type": "http", "path": urlsplit(address).path, "method": "GET"}
        hit = next((route for route in self._routes if route.matches(scope)[0] is Match.FULL), None)
        return None if hit is None or urlsplit(address).path.endswith(_FILES) else hit.path


def _inside(address: str, found: list[str]) -> Iterator[str]:
    for href in found:
        plain = urldefrag(urljoin(address, href)).url
        if not urlsplit(plain).netloc:
            yield plain


ROUTES = [route for router in _ROUTERS for route in router.routes]


@dataclass(frozen=True)
class Looker:
    """A desk of a town in this process, and people who sign in at it without typing."""

    town: Town
    app: FastAPI

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.state.desk
        return desk

    def assets(self, page: Visited) -> int:
        """Bytes of the style sheets and scripts that the page names: the first visit brings them along."""
        static = StaticFiles(STATIC)
        names = re.findall(r'"/static/[^"/]+/([^"/]+\.(?:css|js))"', page.answer.text)
        return sum(len(static.sent(name)) for name in set(names))

    async def walk(self, role: Role, office: str, *, each: int = 2) -> list[Visited]:
        """From the first page of somebody with this role over this office."""
        cookies = {self.desk.cookie: self.cookie(role, office)}
        transport = httpx2.ASGITransport(app=self.app)
        address = self.desk.settings.address
        async with httpx2.AsyncClient(transport=transport, base_url=address, cookies=cookies, timeout=60) as client:
            client.follow_redirects = True
            return await Walk(ROUTES, client, each=each).from_("/")

    def cookie(self, role: Role, office: str) -> str:
        user = f"di.het.{role}"
        made = add_account(self.town.home, user, "mat-khau-thu", name="Trần Đỗ Vỹ", roles=[role], offices=[office])
        person = Person(user, made.name, frozenset({role}), (office,), made.version)
        return self.desk.sessions.open(person)[0]


@asynccontextmanager
async def a_looker(town: Town) -> AsyncIterator[Looker]:
    app = create_app(desk_settings_of(town), DemoClock(town.home.demo_clock))
    try:
        yield Looker(town, app)
    finally:
        await app.state.desk.services.close()
        app.state.desk.sign_in.end()
        app.state.desk.sessions.end()
