"""A register book with known figures to be watched, and pages read as a browser without script would."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import httpx2

from services.cli.caught_up import wait_until_counted
from services.cli.register_book import follow, hand_in
from shared.callers import Role
from tests.desk.conftest import Served
from tests.support.town import Town

BOOK = Path(__file__).parents[1] / "cases" / "tam-dao-2019" / "register.xlsx"
OFFICE, PROVINCE = "248", "H62"
SPAN = "tu=2019-01-01&den=2019-10-30"
BOARD = f"/giam-sat?don-vi={OFFICE}&{SPAN}"
_NEXT = re.compile(r'<a class="button" href="([^"]+)">Xem tiếp')


def read_book(town: Town) -> None:
    """1,880 dossiers of 2019 into the yearbook; a second time changes nothing."""
    services = town.services("registrar", "monitor", "operator")
    job = follow(services, hand_in(services, BOOK, OFFICE, commit=True), lambda what, done, whole: None)
    assert job["state"] == "done", job
    assert wait_until_counted(services)


class Reader:
    """A monitor's pages, as text."""

    def __init__(self, served: Served, *roles: Role) -> None:
        cookie = served.cookie(*(roles or (Role.MONITOR,)))
        self.client = httpx2.AsyncClient(base_url=served.url, timeout=60)
        self.client.cookies.set(cookie["name"], cookie["value"])

    async def page(self, address: str) -> str:
        answer = await self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text

    async def pages(self, address: str) -> AsyncIterator[str]:
        """A list to its end."""
        following = address
        while following:
            page = await self.page(following)
            yield page
            found = _NEXT.search(page)
            following = unescape(found[1]) if found else ""

    async def rows(self, address: str) -> list[str]:
        """The first cells of the rows of a list, over all its pages."""
        return [code async for page in self.pages(address) for code in first_cells(page)]


def first_cells(page: str) -> list[str]:
    body = page.partition('id="list"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r"<tr><t[dh][^>]*>(?:<a [^>]*>)?([^<]+)", body)


def links(page: str, part: str = "") -> list[tuple[str, str]]:
    """(address, words) of the links of a page, or of what follows a mark in it."""
    found = re.findall(r'<a (?:[^>]*?)href="([^"]+)"[^>]*>([^<]*)', page.partition(part)[2] if part else page)
    return [(unescape(address), words.strip()) for address, words in found]


def number_of(words: str) -> int:
    """`1.880` of `1.880 hồ sơ`."""
    return int(words.split(maxsplit=1)[0].replace(".", ""))
