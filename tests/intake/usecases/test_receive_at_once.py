"""Many receipts at the same instant, with true commits."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
from fastapi import FastAPI

from shared.contracts.envelope import read_fact
from shared.db.database import Database, PooledDatabase
from tests.intake.conftest import COMMUNE, DESK, furnish_town
from tests.support.people import Identity

Serve = Callable[[FastAPI], httpx2.AsyncClient]


def a_body(**changes: Any) -> dict[str, Any]:
    return {"desk": DESK, "procedure": "1.001612", "applicant": {"name": "Nguyễn Văn Mẫu"}} | changes


async def rows_of(database: Database) -> tuple[int, int, int]:
    async with database.reading() as connection:
        return (
            await connection.fetchval("select count(*) from intake.dossiers"),
            await connection.fetchval("select count(*) from intake.facts where stream like 'dossier:%'"),
            await connection.fetchval("select coalesce(sum(last), 0) from intake.dossier_numbers"),
        )


async def test_receipts_at_the_same_instant_get_codes_without_gap_or_collision(
    fresh_database: PooledDatabase, intake: Callable[[Database], FastAPI], serve: Serve, identity: Identity
) -> None:
    await furnish_town(fresh_database)
    client, headers = serve(intake(fresh_database)), identity.headers("clerk")
    desks = [DESK] * 50 + [COMMUNE] * 30
    answers = await asyncio.gather(
        *(client.post("/dossiers", json=a_body(desk=desk), headers=headers) for desk in desks)
    )
    assert {answer.status_code for answer in answers} == {201}
    codes = [answer.json()["code"] for answer in answers]
    assert sorted(codes) == sorted(
        [f"{DESK}-260305-{n:04}" for n in range(1, 51)] + [f"{COMMUNE}-260305-{n:04}" for n in range(1, 31)]
    )
    assert await rows_of(fresh_database) == (80, 80, 80)
    async with fresh_database.reading() as connection:
        rows = await connection.fetch("select canon from intake.facts where stream like 'dossier:%'")
    facts = [read_fact(row["canon"]) for row in rows]
    assert {fact.body["code"] for fact in facts} == set(codes)
    assert [fact.canonical() for fact in facts] == [row["canon"] for row in rows]


async def test_the_same_key_sent_many_times_at_once_makes_one_dossier(
    fresh_database: PooledDatabase, intake: Callable[[Database], FastAPI], serve: Serve, identity: Identity
) -> None:
    await furnish_town(fresh_database)
    client = serve(intake(fresh_database))
    headers = {**identity.headers("clerk"), "Idempotency-Key": "một".encode().hex()}
    answers = await asyncio.gather(
        *(client.post("/dossiers", json=a_body(), headers=headers) for _ in range(20)),
        *(client.post("/dossiers", json=a_body(sets=n), headers=headers) for n in range(2, 5)),
        *(client.post("/dossiers", json=a_body(), headers=identity.headers("clerk")) for _ in range(10)),
    )
    bodies = {answer.text for answer in answers[:20]}
    statuses = [answer.status_code for answer in answers]
    assert len(bodies) == 1 or statuses[20:23].count(201) == 1
    assert statuses[:20] == [201] * 20 or statuses[:20] == [422] * 20
    assert statuses[23:] == [201] * 10
    assert await rows_of(fresh_database) == (11, 11, 11)


async def test_one_bad_row_fails_alone(
    fresh_database: PooledDatabase, intake: Callable[[Database], FastAPI], serve: Serve, identity: Identity
) -> None:
    """A number that the database cannot hold: the counter of one day has reached its end."""
    await furnish_town(fresh_database)
    async with fresh_database.transaction() as connection:
        full = "insert into intake.dossier_numbers values ($1, '2026-03-05', 2147483647)"
        await connection.execute(full, COMMUNE)
    client, headers = serve(intake(fresh_database)), identity.headers("clerk")
    desks = [DESK, COMMUNE] * 10
    answers = await asyncio.gather(
        *(client.post("/dossiers", json=a_body(desk=desk), headers=headers) for desk in desks)
    )
    assert [answer.status_code for answer in answers] == [201, 500] * 10
    codes = sorted(answer.json()["code"] for answer in answers[::2])
    assert codes == [f"{DESK}-260305-{n:04}" for n in range(1, 11)]


async def test_a_database_that_went_away_is_503_and_work_goes_on_when_it_is_back(
    fresh_database: PooledDatabase, intake: Callable[[Database], FastAPI], serve: Serve, identity: Identity
) -> None:
    await furnish_town(fresh_database)
    client, headers = serve(intake(fresh_database)), identity.headers("clerk")
    assert (await client.post("/dossiers", json=a_body(), headers=headers)).status_code == 201
    async with fresh_database.transaction() as connection:
        kill = (
            "select count(pg_terminate_backend(pid)) from pg_stat_activity "
            "where usename = current_user and datname = current_database() and pid <> pg_backend_pid()"
        )
        await connection.fetchval(kill)
    statuses = [(await client.post("/dossiers", json=a_body(), headers=headers)).status_code for _ in range(10)]
    assert set(statuses) <= {201, 503}
    assert statuses[-1] == 201
