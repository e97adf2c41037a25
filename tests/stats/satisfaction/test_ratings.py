"""Votes over HTTP: taken once, flagged and never dropped, told with counts, opened with their dossiers."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any

import asyncpg
import httpx2
import pytest

from shared.contracts.terms import Level
from shared.db.database import BoundDatabase
from shared.worktime import LEGAL_ZONE
from tests.stats.made_up import (
    COMMUNE,
    DISTRICT,
    NOW,
    OTHER,
    PROVINCE,
    a_standing,
    acted,
    ended,
    local,
    note,
    registered,
    succeeded,
)
from tests.support.people import Identity

SPAN = {"from": "2026-11-01", "to": "2026-11-24"}
GIVEN = local("2026-11-20 10:00")


@pytest.fixture
def gateway(identity: Identity) -> dict[str, str]:
    return identity.headers("portal", offices=(PROVINCE,))


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor", offices=(PROVINCE,))


@pytest.fixture
async def dossier(database: BoundDatabase) -> AsyncIterator[str]:
    """A dossier whose result was ready at 09:00 and handed over at 09:30 on 20/11/2026."""
    code = "H62.19-261116-0042"
    await tell(database, code)
    yield code


async def tell(database: BoundDatabase, code: str, office: str = DISTRICT, **changes: Any) -> None:
    standing = a_standing(local("2026-11-16 08:30"), local("2026-11-23 17:00"), code=code, office=office)
    done = ended(standing, local("2026-11-20 09:00"), returned_at=local("2026-11-20 09:30"), **changes)
    async with database.transaction() as connection:
        await note(connection, acted(done))


def a_vote(**changes: Any) -> dict[str, Any]:
    vote = {
        "proof": "receipt-token-1",
        "scores": {"attitude": 5, "whole": 4},
        "source": "tracker",
        "given_at": GIVEN.isoformat(),
    }
    return vote | changes


async def cast(client: httpx2.AsyncClient, headers: dict[str, str], **changes: Any) -> httpx2.Response:
    return await client.post("/ratings", json=a_vote(**changes), headers=headers)


async def told(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> dict[str, Any]:
    answer = await client.get("/satisfaction", params={"office": PROVINCE, **SPAN, **asked}, headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_a_vote_counts_at_the_office_of_its_dossier(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str], dossier: str
) -> None:
    answer = await cast(client, gateway, dossier=dossier)
    assert (answer.status_code, answer.json()["office"]) == (201, DISTRICT)
    satisfaction = await told(client, monitor)
    assert satisfaction["all"] == {
        **{"votes": 1, "satisfied": 1, "neutral": 0, "dissatisfied": 0},
        "rate": {"numerator": 1, "denominator": 1, "percent": 100.0},
    }
    assert satisfaction["without_flagged"] == satisfaction["all"]
    assert (await told(client, monitor, office=COMMUNE))["all"]["rate"]["percent"] is None


async def test_the_same_vote_again_is_answered_with_the_first_and_another_is_refused(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str], dossier: str
) -> None:
    first = await cast(client, gateway, dossier=dossier)
    again = await cast(client, gateway, dossier=dossier, given_at=(GIVEN + timedelta(hours=1)).isoformat())
    assert (again.status_code, again.headers["idempotent-replay"]) == (200, "true")
    assert again.json() == first.json()
    differs = await cast(client, gateway, dossier=dossier, scores={"attitude": 1, "whole": 1})
    assert (differs.status_code, differs.json()["code"]) == (409, "rating_differs")
    assert (await told(client, monitor))["all"]["votes"] == 1


async def test_one_proof_serves_for_several_dossiers_and_for_a_desk(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str], dossier: str
) -> None:
    for subject in ({"dossier": dossier}, {"dossier": "H62.19-1"}, {"desk": DISTRICT}, {"desk": COMMUNE}):
        assert (await cast(client, gateway, **subject)).status_code == 201
    assert (await told(client, monitor))["all"]["votes"] == 3
    assert (await told(client, monitor))["without_dossier"] == 1


async def test_a_vote_before_its_dossier_is_known_is_kept_and_counted_when_it_is(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str], database: BoundDatabase
) -> None:
    answer = await cast(client, gateway, dossier="H62.19-261116-0099")
    assert answer.json()["office"] is None
    at_desk = await cast(client, gateway, dossier="H62.19-261116-0098", desk=COMMUNE)
    assert at_desk.json()["office"] == COMMUNE
    before = await told(client, monitor)
    assert (before["all"]["votes"], before["without_dossier"]) == (1, 1)
    assert {flag["oddity"]: flag["votes"] for flag in before["flags"]}["dossier_unknown"] == 1
    await tell(database, "H62.19-261116-0099")
    after = await told(client, monitor, breakdown="office")
    assert (after["all"]["votes"], after["without_dossier"]) == (2, 0)


async def flags_of(client: httpx2.AsyncClient, headers: dict[str, str]) -> list[list[str]]:
    params = {"office": PROVINCE, **SPAN, "limit": 200}
    page = (await client.get("/satisfaction/votes", params=params, headers=headers)).json()
    return [item["oddities"] for item in page["items"]]


@pytest.mark.parametrize(
    ("given", "flags"),
    [
        ("2026-11-20 08:59", ["before_result"]),
        ("2026-11-20 09:00", []),
        ("2026-11-20 09:30", ["seconds_after_return"]),
        ("2026-11-20 09:30:29", ["seconds_after_return"]),
        ("2026-11-20 09:30:30", []),
    ],
)
async def test_votes_seconds_after_the_return_and_before_the_result_are_flagged(
    client: httpx2.AsyncClient,
    gateway: dict[str, str],
    monitor: dict[str, str],
    dossier: str,
    given: str,
    flags: list[str],
) -> None:
    assert (await cast(client, gateway, dossier=dossier, given_at=local(given).isoformat())).status_code == 201
    assert await flags_of(client, monitor) == [flags]
    satisfaction = await told(client, monitor)
    assert satisfaction["all"]["votes"] == 1
    assert satisfaction["without_flagged"]["votes"] == (0 if flags else 1)


async def test_five_votes_of_a_device_within_five_minutes_are_flagged_and_four_are_not(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str]
) -> None:
    async def cast_at(*minutes: float) -> None:
        for minute in minutes:
            at = (GIVEN + timedelta(minutes=minute)).isoformat()
            answer = await cast(client, gateway, desk=DISTRICT, proof=f"ticket-{minute}", device="kiosk-1", given_at=at)
            assert answer.status_code == 201

    await cast_at(0, 1, 2, 3, 5.1, 30)
    assert await flags_of(client, monitor) == [[], [], [], [], [], []]
    await cast_at(4)
    many = ["many_from_device"]
    assert await flags_of(client, monitor) == [many, many, many, many, many, many, []]


async def test_votes_from_the_desk_itself_and_second_votes_are_flagged(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str], dossier: str
) -> None:
    await cast(client, gateway, dossier=dossier)
    later = (GIVEN + timedelta(minutes=1)).isoformat()
    await cast(client, gateway, dossier=dossier, proof="device-ticket-2", is_desk_address=True, given_at=later)
    assert await flags_of(client, monitor) == [[], ["desk_address", "another_vote"]]


async def test_parts_make_the_whole_and_open_their_votes(
    client: httpx2.AsyncClient,
    gateway: dict[str, str],
    monitor: dict[str, str],
    database: BoundDatabase,
    dossier: str,
) -> None:
    await tell(database, "H62.19.01-261116-0001", COMMUNE, procedure="2.000908")
    await cast(client, gateway, dossier=dossier, scores={"attitude": 2, "whole": 1})
    await cast(client, gateway, dossier="H62.19.01-261116-0001", scale="like", scores={"whole": 1, "time": 0})
    october = datetime(2026, 11, 2, 9, tzinfo=LEGAL_ZONE).isoformat()
    await cast(client, gateway, desk=DISTRICT, scores={"place": 3}, given_at=october, source="desk_device")
    whole = await told(client, monitor)
    assert (whole["all"]["votes"], whole["all"]["dissatisfied"], whole["all"]["neutral"]) == (3, 1, 1)
    for by, keys in (
        ("office", ["H62.19"]),
        ("procedure", ["1.001612", "2.000908", None]),
        ("month", ["2026-11-01"]),
        ("source", ["desk_device", "tracker"]),
    ):
        parts = (await told(client, monitor, breakdown=by))["parts"]
        assert [part["key"] for part in parts] == keys
        assert sum(part["all"]["votes"] for part in parts) == 3
    offices = (await told(client, monitor, breakdown="office", office=DISTRICT))["parts"]
    assert [(part["key"], part["is_own"], part["all"]["votes"]) for part in offices] == [
        (COMMUNE, False, 1),
        (DISTRICT, True, 2),
    ]
    aspects = (await told(client, monitor, breakdown="aspect"))["parts"]
    assert {part["key"]: (part["all"]["votes"], part["all"]["satisfied"]) for part in aspects} == {
        "attitude": (1, 0),
        "time": (1, 0),
        "place": (1, 0),
        "whole": (2, 1),
    }
    lines = await client.get(whole["votes"] + "&verdict=dissatisfied", headers=monitor)
    (line,) = lines.json()["items"]
    assert (line["dossier"], line["verdict"], line["office"]) == (dossier, "dissatisfied", DISTRICT)
    assert set(line) == {
        *("id", "dossier", "dossier_id", "procedure", "desk", "office", "source", "scale", "scores", "verdict"),
        *("given_at", "oddities"),
    }


async def test_votes_on_an_office_that_ended_count_at_its_successor_by_the_map_of_now(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str], database: BoundDatabase
) -> None:
    await cast(client, gateway, desk=COMMUNE)
    async with database.transaction() as connection:
        await note(connection, registered("H62.99", PROVINCE))
        await note(connection, succeeded(COMMUNE, DISTRICT, Level.COMMUNE, "H62.99", date(2026, 11, 22)))
    for by_map, votes in (("then", 0), ("now", 1)):
        satisfaction = await told(client, monitor, office="H62.99", map=by_map)
        assert satisfaction["all"]["votes"] == votes
        page = (await client.get(satisfaction["votes"], headers=monitor)).json()
        assert len(page["items"]) == votes


async def test_votes_are_paged_without_loss_also_at_one_instant(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str]
) -> None:
    for number in range(5):
        await cast(client, gateway, desk=DISTRICT, proof=f"ticket-{number}")
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        params = {"office": PROVINCE, **SPAN, "limit": 2, **cursor}
        page = (await client.get("/satisfaction/votes", params=params, headers=monitor)).json()
        seen += [item["id"] for item in page["items"]]
        if not page["next"]:
            break
        cursor = {"cursor": page["next"]}
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMl0", "WyIyMDI2LTExLTAxIiwgMV0"])
async def test_a_cursor_of_another_make_is_refused(
    client: httpx2.AsyncClient, monitor: dict[str, str], cursor: str
) -> None:
    params = {"office": PROVINCE, **SPAN, "cursor": cursor}
    refused = await client.get("/satisfaction/votes", params=params, headers=monitor)
    assert (refused.status_code, refused.json()["code"]) == (422, "cursor_not_valid")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({}, 422, "nothing_rated"),
        ({"desk": OTHER}, 404, "office_not_found"),
        ({"desk": "NONE"}, 404, "office_not_found"),
        ({"dossier": "H26-1"}, 404, "dossier_not_found"),
        ({"desk": DISTRICT, "scores": {}}, 422, "no_aspect_rated"),
        ({"desk": DISTRICT, "scores": {"whole": 9}}, 422, "score_out_of_range"),
        ({"desk": DISTRICT, "scores": {"whole": True}}, 422, "fields_not_valid"),
        ({"desk": DISTRICT, "given_at": (NOW + timedelta(days=1)).isoformat()}, 422, "rated_in_the_future"),
        ({"desk": DISTRICT, "comment": "Cán bộ A rất nhiệt tình"}, 422, "fields_not_valid"),
        ({"desk": DISTRICT, "proof": "short"}, 422, "fields_not_valid"),
    ],
)
async def test_what_is_no_vote_is_refused_and_nothing_is_kept(
    client: httpx2.AsyncClient,
    gateway: dict[str, str],
    database: BoundDatabase,
    changes: dict[str, Any],
    status: int,
    code: str,
) -> None:
    await tell(database, "H26-1", OTHER)
    refused = await cast(client, gateway, **changes)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    async with database.reading() as connection:
        assert await connection.fetchval("select count(*) from stats.ratings") == 0


@pytest.mark.parametrize("role", ["clerk", "officer", "leader", "monitor", "operator"])
async def test_nobody_at_a_desk_votes_for_the_citizen(
    client: httpx2.AsyncClient, identity: Identity, role: str
) -> None:
    assert (await cast(client, identity.headers(role), desk=DISTRICT)).status_code == 403


async def test_a_portal_reads_no_satisfaction_and_an_office_out_of_reach_does_not_exist(
    client: httpx2.AsyncClient, gateway: dict[str, str], monitor: dict[str, str]
) -> None:
    for path in ("/satisfaction", "/satisfaction/votes"):
        assert (await client.get(path, params={"office": PROVINCE, **SPAN}, headers=gateway)).status_code == 403
        assert (await client.get(path, params={"office": OTHER, **SPAN}, headers=monitor)).status_code == 404


async def test_neither_proof_nor_device_is_kept(
    client: httpx2.AsyncClient, gateway: dict[str, str], database: BoundDatabase
) -> None:
    await cast(client, gateway, desk=DISTRICT, proof="0912345678", device="10.0.0.7")
    async with database.reading() as connection:
        row: asyncpg.Record = await connection.fetchrow("select * from stats.ratings")
    assert not any("0912345678" in str(value) or "10.0.0.7" in str(value) for value in row.values())


async def test_too_many_votes_are_counted_without_looking_at_each(
    client: httpx2.AsyncClient, monitor: dict[str, str], database: BoundDatabase
) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            """
            insert into stats.ratings (id, desk, office, proof, scale, whole, verdict, source, is_desk_address,
              given_at, given_on, taken_at, taken_by)
            select gen_random_uuid(), $1, $1, sha256(n::text::bytea), 'five', 5, 1, 'tracker', false, $2, $3, $2, 'x'
            from generate_series(0, 50000) as n
            """,
            *(DISTRICT, GIVEN, GIVEN.date()),
        )
    for by in (None, "office", "month"):
        satisfaction = await told(client, monitor, **({"breakdown": by} if by else {}))
        assert (satisfaction["all"]["votes"], satisfaction["flags"]) == (50_001, None)
        assert satisfaction["without_flagged"] is None
        assert all(part["without_flagged"] is None for part in satisfaction["parts"])
    for path, more in (("/satisfaction", {"breakdown": "procedure"}), ("/satisfaction/votes", {})):
        refused = await client.get(path, params={"office": PROVINCE, **SPAN, **more}, headers=monitor)
        assert (refused.status_code, refused.json()["code"]) == (422, "too_many_votes")
