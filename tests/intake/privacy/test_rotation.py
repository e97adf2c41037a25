"""Keys change while clerks work: everything comes under the new key, finding goes on, nothing is lost."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest

from services.intake.usecases.privacy.count_under_keys import count_under_keys
from services.intake.usecases.privacy.reseal_places import reseal_places
from services.intake.vault.vault import Vault
from shared.db.database import PooledDatabase
from shared.errors import Conflict
from shared.local.key_ring import add_key, drop_key
from tests.intake.privacy.made_up import BODY, BY_NUMBER, CANARIES, NAME, NUMBER, everything, receive
from tests.intake.scans import a_png
from tests.support.people import Identity

TODAY = date(2026, 3, 5)
NONE: dict[str, dict[int, int]] = {"filings": {}, "scans": {}, "dossier_revisions": {}, "numbers in clear": {}}
FILING = {name: BODY[name] for name in ("desk", "procedure", "applicant", "proxy")} | {
    "channel": "online",
    "source": "portal",
    "source_code": "G1",
    "filed_at": "2026-03-05T08:00:00+07:00",
}


async def walk(database: PooledDatabase, vault: Vault, limit: int = 3) -> int:
    """To the end; how many rows were looked at."""
    total = 0
    while done := await reseal_places(database, vault, limit=limit):
        total += done
    return total


def rotate(ring: Path, vault: Vault) -> None:
    add_key(ring, TODAY)
    vault.refresh()


async def found(database: PooledDatabase, vault: Vault, number: str) -> int:
    """As every search by identity number asks: by the marks under all keys."""
    async with database.reading() as connection:
        count: int = await connection.fetchval(
            "select count(*) from intake.dossiers where marks && $1::text[]", vault.marks(number)
        )
    return count


async def people(counter: httpx2.AsyncClient, identity: Identity, id_: str) -> tuple[Any, Any]:
    dossier = (await counter.get(f"/dossiers/{id_}", headers=identity.headers("clerk"))).json()
    return dossier["applicant"]["identity_number"], dossier["proxy"] and dossier["proxy"]["identity_number"]


async def test_everything_comes_under_the_new_key_and_the_old_one_can_be_dropped(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault, ring: Path
) -> None:
    ids = [(await receive(counter, identity.headers("clerk")))["id"] for _ in range(8)]
    ids.append((await receive(counter, identity.headers("clerk"), proxy=None))["id"])
    headers = identity.headers("clerk")
    scan = await counter.post("/scans", params={"desk": "H62.19"}, content=a_png(), headers=headers)
    filing = FILING | {"papers": [{"name": "Tờ khai", "form": "electronic", "scan": scan.json()["digest"]}]}
    filed = await counter.post("/filings", json=filing, headers=headers)
    assert filed.status_code == 201, filed.text
    await walk(fresh_database, vault)
    rotate(ring, vault)
    under = NONE | {"dossiers": {1: 17}, "filings": {1: 2}, "scans": {1: 1}}
    assert await count_under_keys(fresh_database, vault) == under
    assert (await found(fresh_database, vault, NUMBER), await found(fresh_database, vault, BY_NUMBER)) == (9, 8)
    assert await reseal_places(fresh_database, vault, limit=3) == 5
    assert await found(fresh_database, vault, NUMBER) == 9  # half of the marks are new, half are old
    assert await people(counter, identity, ids[0]) == await people(counter, identity, ids[-2]) == (NUMBER, BY_NUMBER)
    assert await walk(fresh_database, vault) == 6
    under = NONE | {"dossiers": {2: 17}, "filings": {2: 2}, "scans": {2: 1}}
    assert await count_under_keys(fresh_database, vault) == under
    drop_key(ring, 1)
    vault.refresh()
    shown = (await counter.get(f"/filings/{filed.json()['id']}", headers=headers)).json()
    assert (shown["applicant"]["identity_number"], shown["proxy"]["identity_number"]) == (NUMBER, BY_NUMBER)
    assert (await found(fresh_database, vault, NUMBER), await found(fresh_database, vault, BY_NUMBER)) == (9, 8)
    assert {await people(counter, identity, id_) for id_ in ids[:8]} == {(NUMBER, BY_NUMBER)}
    assert await people(counter, identity, ids[8]) == (NUMBER, None)
    async with fresh_database.reading() as connection:
        stored = await everything(connection)
    assert not [number for number in (NUMBER, BY_NUMBER) if number in stored]


async def test_numbers_and_marks_that_the_release_before_left_are_sealed_and_made(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault
) -> None:
    id_ = (await receive(counter, identity.headers("clerk"), proxy=None))["id"]
    await walk(fresh_database, vault)
    as_before = """
      update intake.dossiers set identity_number = $1, identity_sealed = null, marks = '{}' where id = $2
    """
    async with fresh_database.transaction() as connection:
        await connection.execute(as_before, NUMBER, id_)
    assert await people(counter, identity, id_) == (NUMBER, None)
    assert (await count_under_keys(fresh_database, vault))["dossiers"] == {0: 1}
    await walk(fresh_database, vault)
    assert await people(counter, identity, id_) == (NUMBER, None)
    assert await found(fresh_database, vault, NUMBER) == 1
    async with fresh_database.reading() as connection:
        assert NUMBER not in await everything(connection)
        marks = await connection.fetchval("select marks from intake.dossiers where id = $1", id_)
    assert {"tran", "canh", "gac", "+84912000999"} < set(marks)


async def test_a_walk_goes_on_behind_its_last_committed_batch_and_a_second_rotation_begins_anew(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault, ring: Path
) -> None:
    for _ in range(5):
        await receive(counter, identity.headers("clerk"))
    await walk(fresh_database, vault)
    rotate(ring, vault)
    await reseal_places(fresh_database, vault, limit=2)
    after_a_crash = Vault(ring)
    assert await walk(fresh_database, after_a_crash, limit=2) == 3
    rotate(ring, vault)
    await reseal_places(fresh_database, vault, limit=2)
    rotate(ring, vault)
    assert await walk(fresh_database, vault, limit=2) == 5
    assert (await count_under_keys(fresh_database, vault))["dossiers"] == {4: 10}


async def test_what_was_left_behind_a_finished_walk_is_found_by_counting_and_walked_again(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault, ring: Path
) -> None:
    laggard = Vault(ring)
    await receive(counter, identity.headers("clerk"), proxy=None)
    rotate(ring, vault)
    await walk(fresh_database, vault)
    async with fresh_database.transaction() as connection:
        await connection.execute(
            "update intake.dossiers set identity_sealed = $1", laggard.seal(NUMBER, "dossier:wrong")[:40]
        )
    assert await walk(fresh_database, vault) == 0
    counted = await count_under_keys(fresh_database, vault)
    assert counted["dossiers"] == {1: 1}
    assert await walk(fresh_database, vault) == 1


async def test_a_value_that_does_not_open_stays_as_it_lies_and_stops_nothing(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault, ring: Path
) -> None:
    ids = [(await receive(counter, identity.headers("clerk"), proxy=None))["id"] for _ in range(3)]
    async with fresh_database.transaction() as connection:
        spoilt = vault.seal(NUMBER, "dossier:another")
        await connection.execute("update intake.dossiers set identity_sealed = $1 where id = $2", spoilt, ids[1])
    rotate(ring, vault)
    await walk(fresh_database, vault)
    async with fresh_database.reading() as connection:
        assert await connection.fetchval("select identity_sealed from intake.dossiers where id = $1", ids[1]) == spoilt
    assert (await count_under_keys(fresh_database, vault))["dossiers"] == {1: 1, 2: 2}


async def test_clerks_receive_while_the_walk_is_on(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault, ring: Path
) -> None:
    headers = identity.headers("clerk")
    for _ in range(20):
        await receive(counter, headers)
    rotate(ring, vault)
    receiving = asyncio.gather(*(receive(counter, headers) for _ in range(40)))
    await walk(fresh_database, vault)
    received = await receiving
    await walk(fresh_database, vault)
    assert (await count_under_keys(fresh_database, vault))["dossiers"] == {2: 120}
    assert await found(fresh_database, vault, NUMBER) == 60
    assert len({receipt["code"] for receipt in received}) == 40


async def test_a_row_corrected_between_reading_and_writing_keeps_the_correction(
    counter: httpx2.AsyncClient,
    fresh_url: str,
    fresh_database: PooledDatabase,
    identity: Identity,
    vault: Vault,
    ring: Path,
) -> None:
    id_ = (await receive(counter, identity.headers("clerk"), proxy=None))["id"]
    rotate(ring, vault)
    other = "026187000111"
    owner = await asyncpg.connect(fresh_url)
    async with owner.transaction():
        sealed = vault.seal(other, f"dossier:{id_}:identity")
        await owner.execute("update intake.dossiers set identity_sealed = $1 where id = $2", sealed, id_)
        walking = asyncio.create_task(walk(fresh_database, vault))
        await asyncio.sleep(0.2)
    await walking
    await owner.close()
    assert await people(counter, identity, id_) == (other, None)


async def test_operators_see_numbers_of_keys_and_how_far_the_walk_is(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault, ring: Path
) -> None:
    operator = identity.headers("operator")
    await receive(counter, identity.headers("clerk"))
    await walk(fresh_database, vault)
    keys = (await counter.get("/keys", headers=operator)).json()
    assert (keys["current"], keys["keys"], keys["is_done"]) == (1, [1], True)
    add_key(ring, TODAY)  # the service reads the ring again by itself
    keys = (await counter.get("/keys", headers=operator)).json()
    assert (keys["current"], keys["keys"], keys["is_done"]) == (2, [2, 1], False)
    counted = (await counter.post("/keys/count", headers=operator)).json()
    assert counted == {"current": 2, "under": [{"place": "dossiers", "key": 1, "values": 2}]}
    await walk(fresh_database, vault)
    keys = (await counter.get("/keys", headers=operator)).json()
    dossiers = next(walk for walk in keys["walks"] if walk["place"] == "dossiers")
    assert (keys["is_done"], dossiers["place"], dossiers["walked"], dossiers["changed"]) == (True, "dossiers", 1, 1)
    assert not [canary for canary in CANARIES if canary in str(keys)]
    for role in ("administrator", "leader", "auditor"):
        assert (await counter.get("/keys", headers=identity.headers(role))).status_code == 403
        assert (await counter.post("/keys/count", headers=identity.headers(role))).status_code == 403


def test_the_key_that_seals_cannot_be_dropped(ring: Path, vault: Vault) -> None:
    with pytest.raises(Conflict) as refusal:
        drop_key(ring, 1)
    assert refusal.value.code == "key_in_use"
    assert NAME not in str(refusal.value)


async def test_earlier_revisions_come_under_the_new_key_too(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault, ring: Path
) -> None:
    id_ = (await receive(counter, identity.headers("clerk")))["id"]
    for revision in (1, 2, 3):
        mistake = {"revision": revision, "reason": "Ghi nhầm số bộ", "changes": {"sets": revision + 1}}
        path = f"/dossiers/{id_}/corrections"
        assert (await counter.post(path, json=mistake, headers=identity.headers("clerk"))).status_code == 201
    before = (await counter.get(f"/dossiers/{id_}/revisions", headers=identity.headers("clerk"))).json()
    await walk(fresh_database, vault)
    rotate(ring, vault)
    assert (await count_under_keys(fresh_database, vault))["dossier_revisions"] == {1: 6}
    await walk(fresh_database, vault, limit=1)
    assert (await count_under_keys(fresh_database, vault))["dossier_revisions"] == {2: 6}
    drop_key(ring, 1)
    vault.refresh()
    after = (await counter.get(f"/dossiers/{id_}/revisions", headers=identity.headers("clerk"))).json()
    assert after == before
    assert NUMBER in str(after)
