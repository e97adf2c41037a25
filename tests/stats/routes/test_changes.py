"""Who polls is told what moved, at once where it waits, and pays no query for what did not move."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from services.stats.routes.asking import figures_lane
from shared.clock import SetClock
from shared.db.database import Database, PooledDatabase
from shared.web.express import Express
from tests.stats.made_up import (
    COMMUNE,
    DISTRICT,
    NATION,
    NOW,
    OTHER,
    PROVINCE,
    Running,
    a_standing,
    acted,
    furnish,
    local,
    note,
    some_dossiers,
)
from tests.support.engines import as_role
from tests.support.nobody import Nobody
from tests.support.people import Identity

SPAN = {"office": PROVINCE, "from": "2026-03-01", "to": "2026-11-30"}


@pytest.fixture
async def books(fresh_url: str) -> AsyncIterator[PooledDatabase]:
    pool = await PooledDatabase.open(as_role(fresh_url, "stats"))
    await furnish(pool, some_dossiers())
    yield pool
    await pool.close()


@pytest.fixture
async def app(books: PooledDatabase, stats: Callable[[Database], FastAPI]) -> AsyncIterator[FastAPI]:
    app = stats(books)
    async with Running(app.state.board.follow(books)):
        async with asyncio.timeout(10):
            while not app.state.board.is_live:
                await asyncio.sleep(0.01)
        yield app


@pytest.fixture
def headers(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor", offices=(NATION,))


async def tell(books: PooledDatabase, office: str) -> None:
    async with books.transaction() as connection:
        await note(connection, acted(a_standing(local("2026-11-23 08:30"), office=office, desk=office)))


async def changes(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> dict[str, Any]:
    answer = await client.get("/changes", params={"office": PROVINCE, **asked}, headers=headers)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_cursor_tells_every_office_that_moved_once_and_what_lies_above_it(
    app: FastAPI, books: PooledDatabase, serve: Callable[..., httpx2.AsyncClient], headers: dict[str, str]
) -> None:
    client = serve(app)
    start = (await changes(client, headers))["cursor"]
    assert (await changes(client, headers, after=start))["items"] == []
    for office in (COMMUNE, COMMUNE, OTHER):
        await tell(books, office)
    told = await changes(client, headers, after=start)
    assert {item["code"] for item in told["items"]} == {COMMUNE, DISTRICT, PROVINCE}
    assert (await changes(client, headers, after=told["cursor"]))["items"] == []
    pages, cursor = [], start
    while True:
        page = await changes(client, headers, after=cursor, limit=1)
        cursor = page["cursor"]
        if not page["items"]:
            break
        pages += [item["code"] for item in page["items"]]
    assert sorted(pages) == sorted({COMMUNE, DISTRICT, PROVINCE})


async def test_who_waits_is_told_when_it_happens_and_holds_no_connection(
    app: FastAPI, books: PooledDatabase, serve: Callable[..., httpx2.AsyncClient], headers: dict[str, str]
) -> None:
    client = serve(app)
    start = (await changes(client, headers))["cursor"]
    waiting = [asyncio.create_task(changes(client, headers, after=start, wait=20)) for _ in range(30)]
    await asyncio.sleep(0.3)
    assert not any(each.done() for each in waiting)
    began = time.monotonic()
    await tell(books, COMMUNE)
    answers = await asyncio.gather(*waiting)
    assert time.monotonic() - began < 10
    assert all(len(answer["items"]) == 3 for answer in answers)


async def test_news_from_elsewhere_wake_nobody(
    app: FastAPI, books: PooledDatabase, serve: Callable[..., httpx2.AsyncClient], headers: dict[str, str]
) -> None:
    client = serve(app)
    start = (await changes(client, headers))["cursor"]
    waiting = asyncio.create_task(changes(client, headers, after=start, wait=1))
    await tell(books, OTHER)
    assert (await waiting)["items"] == []


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIiwgImIiXQ"])
async def test_a_cursor_that_is_none_is_refused(
    app: FastAPI, serve: Callable[..., httpx2.AsyncClient], headers: dict[str, str], cursor: str
) -> None:
    answer = await serve(app).get("/changes", params={"office": PROVINCE, "after": cursor}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_not_valid")


async def test_an_unchanged_answer_costs_no_query_until_something_in_it_moves(
    app: FastAPI,
    books: PooledDatabase,
    serve: Callable[..., httpx2.AsyncClient],
    headers: dict[str, str],
    clock: SetClock,
) -> None:
    first = await serve(app).get("/figures", params=SPAN, headers=headers)
    known = {**headers, "If-None-Match": first.headers["etag"]}
    alone = serve(Express(Nobody(), {}, {"/figures": figures_lane(app)}))
    unchanged = await alone.get("/figures", params=SPAN, headers=known)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert {name: unchanged.headers[name] for name in ("etag", "complete-to", "cache-control")} == {
        name: first.headers[name] for name in ("etag", "complete-to", "cache-control")
    }
    await tell(books, OTHER)
    await asyncio.sleep(0.3)
    assert (await alone.get("/figures", params=SPAN, headers=known)).status_code == 304
    await tell(books, COMMUNE)
    async with asyncio.timeout(10):
        while app.state.answers.unchanged(first.request.url.query, _caller(app, headers), NOW):
            await asyncio.sleep(0.01)
    assert (await alone.get("/figures", params=SPAN, headers=known)).status_code == 500  # it asked Nobody
    assert (await serve(app).get("/figures", params=SPAN, headers=known)).status_code == 200


async def test_what_falls_due_in_time_is_asked_again(
    app: FastAPI, serve: Callable[..., httpx2.AsyncClient], headers: dict[str, str]
) -> None:
    first = await serve(app).get("/figures", params=SPAN, headers=headers)
    given = app.state.answers.unchanged(first.request.url.query, _caller(app, headers), NOW)
    assert given == first.headers["etag"]
    later = local("2026-11-24 13:00")  # the limit in hours of a made-up dossier ends then
    assert app.state.answers.unchanged(first.request.url.query, _caller(app, headers), later) is None


@pytest.mark.parametrize("spoiled", [{"If-None-Match": '"x"'}, {"Authorization": "Bearer x"}, {}])
async def test_whoever_brings_no_known_tag_or_no_token_is_left_to_the_route(
    app: FastAPI, serve: Callable[..., httpx2.AsyncClient], headers: dict[str, str], spoiled: dict[str, str]
) -> None:
    both = serve(Express(app, {}, {"/figures": figures_lane(app)}))
    first = await both.get("/figures", params=SPAN, headers=headers)
    assert first.status_code == 200
    answer = await both.get("/figures", params=SPAN, headers={**headers, **spoiled})
    assert answer.status_code == (401 if "Authorization" in spoiled else 200)


def _caller(app: FastAPI, headers: dict[str, str]) -> Any:
    return app.state.station.tokens.caller(headers["Authorization"])


ASKED = [
    {},
    {"breakdown": ["level"]},
    {"breakdown": ["level_field", "official"], "map": "now"},
    {"breakdown": ["office", "month"], "tree": "true"},
    {"breakdown": "day"},
    {"breakdown": ["day", "week"]},
    {"breakdown": "nothing"},
    {"office": "H99"},
    {"office": "a b"},
    {"from": "2026-12-31"},
    {"from": "31/12/2026"},
    {"from": "2019-01-01", "breakdown": "day"},
    {"tree": "perhaps"},
    {"map": ""},
    {"office": [PROVINCE, OTHER]},
]


@pytest.mark.parametrize("more", ASKED, ids=str)
@pytest.mark.parametrize("role", ["monitor", "auditor"])
async def test_the_short_way_and_the_route_answer_alike(
    app: FastAPI, serve: Callable[..., httpx2.AsyncClient], identity: Identity, more: dict[str, Any], role: str
) -> None:
    headers = identity.headers(role, offices=(NATION,))
    both = serve(Express(app, {}, {"/figures": figures_lane(app)}))
    by_route = await serve(app).get("/figures", params=SPAN | more, headers=headers)
    by_short = await both.get("/figures", params=SPAN | more, headers=headers)
    assert (by_short.status_code, by_short.json()) == (by_route.status_code, by_route.json())
    for name in ("etag", "complete-to", "cache-control", "content-type"):
        assert by_short.headers.get(name) == by_route.headers.get(name)


async def test_a_question_is_answered_without_asking_the_route(
    app: FastAPI, serve: Callable[..., httpx2.AsyncClient], headers: dict[str, str]
) -> None:
    alone = serve(Express(Nobody(), {}, {"/figures": figures_lane(app)}))
    assert (await alone.get("/figures", params=SPAN, headers=headers)).status_code == 200
