"""Walks a program of pages by its links as one signed-in person, a few addresses of every kind."""

import gzip
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2
from starlette.routing import BaseRoute, Match, Route

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
        return len(gzip.compress(self.answer.content, 6))


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
