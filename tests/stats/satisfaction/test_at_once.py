"""The same vote, petition or act from several senders at once: kept once, and everybody is told the same."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from shared.db.database import PooledDatabase
from tests.stats.made_up import DISTRICT, furnish, local
from tests.support.people import Identity


@pytest.fixture
async def client(
    fresh_database: PooledDatabase,
    stats: Callable[..., FastAPI],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
) -> httpx2.AsyncClient:
    """A yearbook that truly commits."""
    await furnish(fresh_database)
    return serve(stats(fresh_database))


async def at_once(
    client: httpx2.AsyncClient, headers: dict[str, str], path: str, body: dict[str, Any]
) -> list[httpx2.Response]:
    return list(await asyncio.gather(*(client.post(path, json=body, headers=headers) for _ in range(6))))


async def test_what_is_told_six_times_at_once_is_kept_once(
    client: httpx2.AsyncClient, identity: Identity, fresh_database: PooledDatabase
) -> None:
    headers = identity.headers("portal")
    vote = {"desk": DISTRICT, "proof": "ticket-0001", "source": "desk_device", "scores": {"whole": 5}}
    votes = await at_once(client, headers, "/ratings", {**vote, "given_at": local("2026-11-20 10:00").isoformat()})
    assert sorted(answer.status_code for answer in votes) == [200] * 5 + [201]
    assert len({answer.json()["id"] for answer in votes}) == 1
    received_at = local("2026-11-02 08:00").isoformat()
    petition = {"reference": "PAKN-1", "kind": "delay", "office": DISTRICT, "received_at": received_at}
    entered = await at_once(client, headers, "/petitions", petition)
    assert sorted(answer.status_code for answer in entered) == [200] * 5 + [201]
    (id,) = {answer.json()["id"] for answer in entered}
    act = {"act": "answered", "happened_at": local("2026-11-05 08:00").isoformat()}
    acts = await at_once(client, headers, f"/petitions/{id}/acts", act)
    assert sorted({answer.status_code for answer in acts}) in ([200, 201], [200, 201, 409], [201, 409])
    assert {answer.json()["code"] for answer in acts if answer.status_code == 409} <= {"petition_changed"}
    async with fresh_database.reading() as connection:
        counts = [
            await connection.fetchval(f"select count(*) from stats.{table}")
            for table in ("ratings", "petitions", "petition_acts")
        ]
    assert counts == [1, 1, 2]
