"""Offices that told nothing since the working day before."""

from datetime import timedelta

import httpx2

from shared.clock import SetClock
from tests.stats.made_up import COMMUNE, DISTRICT, NATION, PROVINCE
from tests.support.people import Identity


async def silent(client: httpx2.AsyncClient, identity: Identity, office: str) -> dict[str, object]:
    answer = await client.get("/silent", params={"office": office}, headers=identity.headers("monitor"))
    assert answer.status_code == 200, answer.text
    return {each["code"]: each["last_on"] for each in answer.json()["items"]}


async def test_an_office_is_silent_from_the_second_working_day_without_anything(
    client: httpx2.AsyncClient, identity: Identity, clock: SetClock
) -> None:
    before = await silent(client, identity, DISTRICT)
    clock.turn_to(clock.now() + timedelta(days=14))
    after = await silent(client, identity, DISTRICT)
    assert set(before) <= set(after) and COMMUNE in after
    assert after[COMMUNE] is not None
    assert PROVINCE in await silent(client, identity, NATION)


async def test_an_office_out_of_reach_is_not_found(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("monitor", offices=(COMMUNE,))
    assert (await client.get("/silent", params={"office": PROVINCE}, headers=headers)).status_code == 404
