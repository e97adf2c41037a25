"""Organisations over HTTP."""

import json
from typing import Any

import httpx2
import pytest

from shared.db.database import BoundDatabase
from tests.intake.conftest import COMMUNE, DESK
from tests.support.people import Identity

NEW = {"code": "H62.20", "name": "Huyện Mẫu", "level": "district", "parent": "H62"}


async def facts_of(database: BoundDatabase, stream: str) -> list[dict[str, Any]]:
    async with database.reading() as connection:
        rows = await connection.fetch("select canon from intake.facts where stream = $1 order by seq", stream)
    return [json.loads(row["canon"]) for row in rows]


@pytest.mark.parametrize("name", ["000.00.19.H62", "H62.19"])
async def test_both_spellings_find_one_office(client: httpx2.AsyncClient, identity: Identity, name: str) -> None:
    answer = await client.get(f"/offices/{name}", headers=identity.headers("monitor"))
    assert answer.status_code == 200
    assert answer.json()["code"] == DESK
    assert answer.json()["path"] == ["VN", "H62", DESK]


async def test_an_unknown_office_is_not_found(client: httpx2.AsyncClient, identity: Identity) -> None:
    answer = await client.get("/offices/Z99", headers=identity.headers("monitor"))
    assert (answer.status_code, answer.json()["code"]) == (404, "office_not_found")


async def test_a_new_office_is_registered_announced_and_the_repeat_changes_nothing(
    client: httpx2.AsyncClient, identity: Identity, database: BoundDatabase
) -> None:
    headers = identity.headers("registrar")
    first = await client.post("/offices", json=NEW, headers=headers)
    again = await client.post("/offices", json=NEW, headers=headers)
    other_spelling = await client.post("/offices", json=NEW | {"code": "000.00.20.H62"}, headers=headers)
    assert [first.status_code, again.status_code, other_spelling.status_code] == [201, 200, 200]
    assert first.json() == again.json() == other_spelling.json()
    assert first.json()["valid_from"] == "2018-01-01"
    assert [alias["alias"] for alias in first.json()["aliases"]] == ["000.00.20.H62"]
    (fact,) = await facts_of(database, "office:H62.20")
    assert fact["body"]["parent"] == "H62"
    assert fact["actor"] == "canbo.a"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"code": DESK}, 409, "office_differs"),
        ({"parent": "Z99"}, 422, "parent_not_found"),
        ({"parent": "OLD", "valid_from": "2025-07-01"}, 422, "parent_not_in_force"),
        ({"parent": "H62.20"}, 422, "parent_not_found"),
        ({"valid_from": "2026-01-01", "valid_to": "2025-01-01"}, 422, "validity_reversed"),
        ({"hours": [["17:00", "07:30"]]}, 422, "hours_not_valid"),
        ({"hours": [["25:00", "26:00"]]}, 422, "fields_not_valid"),
        ({"level": "kingdom"}, 422, "fields_not_valid"),
        ({"name": "  "}, 422, "fields_not_valid"),
        ({"colour": "red"}, 422, "fields_not_valid"),
    ],
    ids=str,
)
async def test_an_office_that_cannot_be_is_refused(
    client: httpx2.AsyncClient, identity: Identity, change: dict[str, Any], status: int, code: str
) -> None:
    answer = await client.post("/offices", json=NEW | change, headers=identity.headers("registrar"))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_who_may_register_offices(client: httpx2.AsyncClient, identity: Identity) -> None:
    assert (await client.post("/offices", json=NEW, headers=identity.headers("clerk"))).status_code == 403
    elsewhere = identity.headers("registrar", offices=("H26",))
    refused = await client.post("/offices", json=NEW, headers=elsewhere)
    assert (refused.status_code, refused.json()["code"]) == (403, "office_out_of_reach")
    assert (await client.get("/offices/H62.20", headers=elsewhere)).status_code == 404


async def test_search_ignores_marks_and_pages_by_code(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    found = await client.get("/offices", params={"q": "tam dao"}, headers=headers)
    assert [office["code"] for office in found.json()["items"]] == [DESK]
    codes: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await client.get("/offices", params={"limit": 2, **cursor}, headers=headers)).json()
        codes += [office["code"] for office in page["items"]]
        if not page["next"]:
            break
        cursor = {"cursor": page["next"]}
    assert codes == sorted({"VN", "H62", "H26", DESK, COMMUNE, "OLD"})
    below = await client.get("/offices", params={"parent": "H62.19", "level": "commune"}, headers=headers)
    assert [office["code"] for office in below.json()["items"]] == [COMMUNE]
    nothing = await client.get("/offices", params={"q": "%"}, headers=headers)
    assert nothing.json()["items"] == []


async def test_new_hours_hold_from_a_coming_day_and_for_the_desks_below(
    client: httpx2.AsyncClient, identity: Identity, database: BoundDatabase
) -> None:
    headers, sessions = identity.headers("registrar", "clerk"), [["07:00", "11:00"], ["13:00", "16:00"]]
    act = {"valid_from": "2026-03-06", "sessions": sessions}
    put = await client.put("/offices/H62.19/hours", json=act, headers=headers)
    again = await client.put("/offices/H62.19/hours", json=act, headers=headers)
    assert put.status_code == again.status_code == 200
    assert again.json()["hours"] == [act]
    body = {"desk": COMMUNE, "procedure": "1.001612", "applicant": {"name": "Nguyễn Văn Mẫu"}}
    received = await client.post("/dossiers", json=body, headers=headers)
    assert received.json()["due_at"] == "2026-03-10T16:00:00+07:00"
    facts = await facts_of(database, f"office:{DESK}")
    assert len(facts) == 2
    assert facts[1]["body"]["hours"] == [
        {"valid_from": "2026-03-06", "sessions": [["07:00:00", "11:00:00"], ["13:00:00", "16:00:00"]]}
    ]


@pytest.mark.parametrize("day", ["2026-03-05", "2020-01-01"])
async def test_hours_of_days_already_worked_are_not_rewritten(
    client: httpx2.AsyncClient, identity: Identity, day: str
) -> None:
    act = {"valid_from": day, "sessions": [["07:00", "11:00"]]}
    answer = await client.put("/offices/H62.19/hours", json=act, headers=identity.headers("administrator"))
    assert (answer.status_code, answer.json()["code"]) == (409, "hours_already_in_force")


async def test_procedures_are_found_and_read(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("monitor")
    found = await client.get("/procedures", params={"q": "KHAI SINH", "field": "Hộ tịch", "limit": 2}, headers=headers)
    assert [one["code"] for one in found.json()["items"]] == ["1.001193", "1.001612"]  # 1.000001 has ended
    rest = await client.get(
        "/procedures", params={"q": "khai sinh", "cursor": found.json()["next"], "level": "xa"}, headers=headers
    )
    assert [one["code"] for one in rest.json()["items"]] == ["2.000908"]
    one = (await client.get("/procedures/1.001612", headers=headers)).json()
    assert one["term"] == {"unit": "working_day", "amount": 3, "words": "3 ngày làm việc"}
    assert one["terms"]["online"]["unit"] == "working_hour"
    assert (await client.get("/procedures/9.999999", headers=headers)).status_code == 404
