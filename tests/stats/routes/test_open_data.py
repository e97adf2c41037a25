"""Open data over HTTP: no login, no persons, closed months, the same count hidden wherever it stands."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from shared.clock import SetClock
from shared.contracts.processing import Standing
from shared.contracts.terms import Channel
from shared.db.database import BoundDatabase, Database
from tests.stats.made_up import (
    COMMUNE,
    DISTRICT,
    NATION,
    NOW,
    OTHER,
    PROVINCE,
    a_standing,
    acted,
    ended,
    furnish,
    local,
    note,
)

MARCH = {"from": "2026-03", "to": "2026-03"}
DUE = local("2026-03-09 17:00")


def resolved(office: str, count: int, late: int = 0, **changes: Any) -> list[Standing]:
    """So many dossiers of March, some of them late."""
    ends = [local("2026-03-11 09:00" if place < late else "2026-03-05 09:00") for place in range(count)]
    return [ended(a_standing(local("2026-03-02 08:30"), DUE, office=office, **changes), at) for at in ends]


def a_country() -> list[Standing]:
    return [
        *resolved(COMMUNE, 3),
        *resolved(DISTRICT, 40, late=6),
        *resolved(OTHER, 30, channel=Channel.ONLINE, field="Đất đai", procedure="1.000001"),
    ]


@pytest.fixture
async def public(
    database: BoundDatabase, stats: Callable[[Database], FastAPI], serve: Callable[[FastAPI], httpx2.AsyncClient]
) -> httpx2.AsyncClient:
    await furnish(database, a_country())
    return serve(stats(database))


async def table(client: httpx2.AsyncClient, office: str, **asked: str) -> list[dict[str, str]]:
    answer = await client.get("/open-data/dossiers.csv", params={"office": office, **MARCH, **asked})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def counts(row: dict[str, str]) -> tuple[str, str, str]:
    return row["received"], row["resolved"], row["late"]


async def test_the_nation_by_province_needs_no_login(public: httpx2.AsyncClient) -> None:
    rows = await table(public, NATION)
    assert [(row["by"], row["part"], *counts(row)) for row in rows] == [
        ("", "", "73", "73", "6"),
        ("office", OTHER, "30", "30", "0"),
        ("office", PROVINCE, "43", "43", "6"),
    ]
    assert rows[0]["month"] == "2026-03"


async def test_the_same_count_is_hidden_wherever_it_stands(public: httpx2.AsyncClient) -> None:
    """Three dossiers of the commune: its own table, and that of its district, in which another must go with them."""
    in_district = {row["part"]: row for row in await table(public, DISTRICT)}
    assert counts(in_district[""]) == ("43", "43", "6")
    assert counts(in_district[COMMUNE])[:2] == ("", "")
    assert in_district[COMMUNE]["hidden"].split()[:2] == ["received", "resolved"]
    assert counts(in_district[DISTRICT])[:2] == ("", "")
    own = (await table(public, COMMUNE))[0]
    assert counts(own)[:2] == ("", "")


@pytest.mark.parametrize(("by", "part"), [("channel", "online"), ("field", "Đất đai"), ("procedure", "1.000001")])
async def test_a_province_is_taken_apart(public: httpx2.AsyncClient, by: str, part: str) -> None:
    rows = await table(public, OTHER, by=by)
    parts = {row["part"]: counts(row) for row in rows if row["by"] == by}
    assert parts[part] == ("30", "30", "0")
    assert sum(int(received) for received, _, _ in parts.values()) == 30


async def test_small_fields_are_hidden_with_others(public: httpx2.AsyncClient, database: BoundDatabase) -> None:
    async with database.transaction() as connection:
        more = [
            *resolved(OTHER, 2, field="Hộ tịch", procedure="2.1"),
            *resolved(OTHER, 9, field="Y tế", procedure="2.2"),
        ]
        await note(connection, *(acted(standing) for standing in more))
    rows = {row["part"]: row for row in await table(public, OTHER, by="field")}
    assert counts(rows[""])[0] == "41"
    assert rows.get("Hộ tịch", {"received": ""})["received"] == ""
    told = [row["received"] for row in rows.values() if row["by"]]
    assert sum(int(each or 0) for each in told) < 41 - 2  # another is hidden with it


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"to": "2026-11"}, "month_not_closed"),
        ({"from": "2026-04"}, "period_reversed"),
        ({"from": "2025-03"}, "span_too_long"),
        ({"from": "2026-3"}, "month_not_read"),
        ({"office": "H99"}, "office_not_found"),
        ({"office": COMMUNE, "by": "field"}, "province_only"),
        ({"office": NATION, "by": "channel"}, "province_only"),
        ({"by": "officer"}, "fields_not_valid"),
    ],
)
async def test_what_is_not_open_is_refused(public: httpx2.AsyncClient, asked: dict[str, str], code: str) -> None:
    refused = await public.get("/open-data/dossiers.csv", params={"office": PROVINCE, **MARCH, **asked})
    assert refused.json()["code"] == code


async def test_it_is_a_csv_that_spreadsheets_read_and_that_says_what_it_is(public: httpx2.AsyncClient) -> None:
    answer = await public.get("/open-data/dossiers.csv", params={"office": NATION, "from": "2026-02", "to": "2026-04"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbfmonth,office,")
    assert answer.content.count(b"\r\n") == answer.content.count(b"\n") == 10
    assert 'rel="describedby"' in answer.headers["link"]
    again = await public.get(
        "/open-data/dossiers.csv",
        params={"office": NATION, "from": "2026-02", "to": "2026-04"},
        headers={"If-None-Match": answer.headers["etag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


async def test_a_table_is_kept_for_an_hour(
    public: httpx2.AsyncClient, database: BoundDatabase, clock: SetClock
) -> None:
    before = await table(public, OTHER)
    async with database.transaction() as connection:
        await note(connection, *(acted(standing) for standing in resolved(OTHER, 9)))
    assert await table(public, OTHER) == before
    clock.turn_to(NOW + timedelta(hours=1))
    assert counts((await table(public, OTHER))[0])[0] == "39"


async def test_the_dictionary_has_every_column(public: httpx2.AsyncClient) -> None:
    dictionary = (await public.get("/open-data/dictionary.json")).json()
    columns = list((await table(public, NATION))[0])
    assert [term["name"] for term in dictionary["columns"]] == columns
    assert "47/2020/NĐ-CP" in dictionary["licence"]
    text = (await public.get("/open-data/dictionary.csv")).content.decode("utf-8-sig")
    lines = list(csv.DictReader(StringIO(text, newline="")))
    assert [line["name"] for line in lines][: len(columns)] == columns
    assert lines[len(columns)]["name"] == "@licence"


async def test_nothing_else_of_the_yearbook_is_open(public: httpx2.AsyncClient) -> None:
    for path in ("/figures", "/reports", "/position", "/figures/dossiers"):
        asked = {"office": NATION, "from": f"{date(2026, 3, 1)}", "to": f"{date(2026, 3, 31)}", "measure": "late"}
        assert (await public.get(path, params=asked)).status_code == 401, path
