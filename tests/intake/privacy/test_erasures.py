"""People are erased by rule or by request; a tombstone stays, and nothing brings them back."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from services.intake.domain.privacy.erasure import Ground, Order
from services.intake.repository.privacy.erased_places import ErasedPlace
from services.intake.repository.privacy.erasure_journal import ErasureJournal
from services.intake.repository.privacy.erasures import Erasable
from services.intake.unit_of_work.erasing import erase
from services.intake.unit_of_work.work import Work
from services.intake.usecases.privacy.erase_what_is_over import erase_what_is_over
from services.intake.usecases.privacy.note_erasures import note_erasures
from services.intake.usecases.privacy.reapply_erasures import reapply_erasures
from services.intake.usecases.privacy.reseal_places import reseal_places
from services.intake.vault.vault import Vault
from shared.clock import SetClock
from shared.contracts.envelope import chain_hash, leaf_hash, read_fact
from shared.contracts.intake import DossierErased
from shared.db.database import Connection, PooledDatabase
from tests.intake.books import book_row
from tests.intake.conftest import THURSDAY
from tests.intake.privacy.made_up import BODY, CANARIES, everything, receive
from tests.intake.registry import Registry, counts
from tests.intake.scans import a_png
from tests.support.people import Identity

RULE = {"months": 24, "basis": "Điều 1 quyết định thử", "decided_on": "2026-01-02"}
ASKED = {"basis": "Luật 91/2025/QH15", "reason": "Theo yêu cầu của người nộp"}
SETTLED = {"is_settled_at_once": True}


async def settled(counter: httpx2.AsyncClient, identity: Identity, **changes: Any) -> dict[str, Any]:
    """A dossier that ended over the counter."""
    return await receive(counter, identity.headers("clerk"), settled_at_once=True, **changes)


async def set_rule(counter: httpx2.AsyncClient, identity: Identity, procedure: str = "1.001612", **more: Any) -> None:
    headers = identity.headers("administrator")
    answer = await counter.put(f"/retentions/{procedure}", json=RULE | more, headers=headers)
    assert answer.status_code == 200, answer.text


async def erased(counter: httpx2.AsyncClient, identity: Identity, id_: str) -> httpx2.Response:
    return await counter.post(f"/dossiers/{id_}/erase", json=ASKED, headers=identity.headers("leader"))


async def read(counter: httpx2.AsyncClient, identity: Identity, id_: str) -> dict[str, Any]:
    dossier: dict[str, Any] = (await counter.get(f"/dossiers/{id_}", headers=identity.headers("clerk"))).json()
    return dossier


async def assert_nobody_is_left(database: PooledDatabase) -> None:
    async with database.reading() as connection:
        stored = await everything(connection)
    assert not [canary for canary in CANARIES if canary in stored]


async def test_an_erased_dossier_leaves_a_tombstone_and_no_trace_of_the_person(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity
) -> None:
    receipt = await settled(counter, identity)
    before = await read(counter, identity, receipt["id"])
    answer = await erased(counter, identity, receipt["code"])
    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "dossier": receipt["id"],
        "at": "2026-03-05T09:00:00+07:00",
        "ground": "request",
        **ASKED,
        "erased_by": "canbo.a",
    }
    after = await read(counter, identity, receipt["id"])
    nobody = dict.fromkeys(("identity_number", "phone", "address", "email", "born_on"))
    assert after["applicant"] == {"name": "(đã xoá)", "kind": "citizen", "identity_is_odd": False, **nobody}
    gone = {"applicant", "proxy", "summary", "note", "result_address", "papers", "erased_at"}
    assert {name: after[name] for name in before if name not in gone} == {
        name: before[name] for name in before if name not in gone
    }
    assert after["erased_at"] == "2026-03-05T09:00:00+07:00"
    assert (after["proxy"], after["summary"], after["papers"]) == (None, None, [])
    await assert_nobody_is_left(fresh_database)
    async with fresh_database.reading() as connection:
        row = await connection.fetchrow("select * from intake.dossiers where id = $1", receipt["id"])
    assert row
    assert (row["marks"], row["identity_sealed"], row["entry_digest"]) == ([], None, None)


async def test_the_other_offices_are_told_without_personal_data(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity
) -> None:
    receipt = await settled(counter, identity)
    await erased(counter, identity, receipt["id"])
    sql = "select canon, leaf, chain from intake.facts where stream = $1 order by seq"
    async with fresh_database.reading() as connection:
        rows = await connection.fetch(sql, f"dossier:{receipt['id']}")
    fact = read_fact(rows[2]["canon"])
    assert DossierErased.of(fact) == DossierErased(dossier=receipt["id"], ground="request")
    assert (fact.type, fact.seq, fact.actor) == ("intake.dossier.erased.v1", 3, "canbo.a")
    assert rows[2]["chain"] == chain_hash(rows[1]["chain"], leaf_hash(rows[2]["canon"]))


async def test_an_open_dossier_and_an_erased_one_are_not_erased_and_only_leaders_erase(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity
) -> None:
    running = await receive(counter, identity.headers("clerk"))
    answer = await erased(counter, identity, running["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "dossier_open")
    ended = await settled(counter, identity)
    for role in ("clerk", "officer", "registrar", "monitor", "operator", "administrator", "auditor"):
        path = f"/dossiers/{ended['id']}/erase"
        assert (await counter.post(path, json=ASKED, headers=identity.headers(role))).status_code == 403
    foreign = identity.headers("leader", offices=("H26",))
    assert (await counter.post(f"/dossiers/{ended['id']}/erase", json=ASKED, headers=foreign)).status_code == 404
    for body in ({}, {"basis": " ", "reason": "x"}, {**ASKED, "months": 1}):
        answer = await counter.post(f"/dossiers/{ended['id']}/erase", json=body, headers=identity.headers("leader"))
        assert answer.status_code == 422
    assert (await erased(counter, identity, ended["id"])).status_code == 200
    again = await erased(counter, identity, ended["id"])
    assert (again.status_code, again.json()["code"]) == (409, "dossier_erased")
    async with fresh_database.reading() as connection:
        assert await connection.fetchval("select count(*) from intake.erasures") == 1


async def test_the_receipt_of_an_erased_dossier_is_not_printed(counter: httpx2.AsyncClient, identity: Identity) -> None:
    receipt = await settled(counter, identity)
    path = f"/dossiers/{receipt['id']}/receipt.pdf"
    assert (await counter.get(path, headers=identity.headers("clerk"))).status_code == 200
    await erased(counter, identity, receipt["id"])
    answer = await counter.get(path, headers=identity.headers("clerk"))
    assert (answer.status_code, answer.json()["code"]) == (409, "dossier_erased")


async def test_what_is_over_is_erased_by_the_rule_of_its_procedure_alone(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, clock: SetClock
) -> None:
    old = []
    for minute in (2, 1, 0):
        clock.turn_to(THURSDAY.replace(minute=minute))
        old.append((await settled(counter, identity))["id"])
    other = (await settled(counter, identity, procedure="1.001193"))["id"]
    running = (await receive(counter, identity.headers("clerk")))["id"]
    clock.turn_to(datetime(2026, 3, 20, 2, 0, tzinfo=UTC))
    young = (await settled(counter, identity))["id"]
    await set_rule(counter, identity)
    clock.turn_to(datetime(2028, 3, 5, 1, 59, tzinfo=UTC))
    assert await erase_what_is_over(fresh_database, clock) == 0
    clock.turn_to(datetime(2028, 3, 5, 2, 2, tzinfo=UTC))
    assert await erase_what_is_over(fresh_database, clock, limit=2) == 2
    assert await erase_what_is_over(fresh_database, clock, limit=2) == 1
    assert await erase_what_is_over(fresh_database, clock, limit=2) == 0
    names = {id_: (await read(counter, identity, id_))["applicant"]["name"] for id_ in (*old, other, running, young)}
    assert {id_ for id_, name in names.items() if name == "(đã xoá)"} == set(old)
    log = (await counter.get("/erasures", headers=identity.headers("auditor"))).json()["items"]
    assert {(entry["ground"], entry["basis"], entry["erased_by"]) for entry in log} == {
        ("retention", RULE["basis"], "motcua-retention")
    }
    assert {entry["dossier"] for entry in log} == set(old)


async def test_a_rule_works_after_a_day_and_can_be_taken_back(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, clock: SetClock
) -> None:
    await settled(counter, identity)
    clock.turn_to(datetime(2030, 1, 1, 2, 0, tzinfo=UTC))
    await set_rule(counter, identity, months=1)
    clock.turn_to(datetime(2030, 1, 2, 1, 59, tzinfo=UTC))
    assert await erase_what_is_over(fresh_database, clock) == 0
    admin = identity.headers("administrator")
    assert (await counter.delete("/retentions/1.001612", headers=admin)).status_code == 204
    clock.turn_to(datetime(2030, 1, 3, 2, 0, tzinfo=UTC))
    assert await erase_what_is_over(fresh_database, clock) == 0
    await set_rule(counter, identity, months=1)
    clock.turn_to(datetime(2030, 1, 4, 2, 0, tzinfo=UTC))
    assert await erase_what_is_over(fresh_database, clock) == 1


async def test_only_administrators_set_rules_for_procedures_that_are_there(
    counter: httpx2.AsyncClient, identity: Identity
) -> None:
    await set_rule(counter, identity)
    rules = (await counter.get("/retentions", headers=identity.headers("clerk"))).json()["items"]
    assert [(rule["procedure"], rule["months"], rule["set_by"]) for rule in rules] == [("1.001612", 24, "canbo.a")]
    for role in ("leader", "clerk", "operator", "auditor", "registrar"):
        headers = identity.headers(role)
        assert (await counter.put("/retentions/1.001612", json=RULE, headers=headers)).status_code == 403
        assert (await counter.delete("/retentions/1.001612", headers=headers)).status_code == 403
    admin = identity.headers("administrator")
    unknown = await counter.put("/retentions/9.999999", json=RULE, headers=admin)
    assert unknown.json()["code"] == "procedure_not_found"
    for wrong in ({"months": 0}, {"months": 1201}, {"months": True}, {"basis": ""}, {"decided_on": "x"}):
        assert (await counter.put("/retentions/1.001612", json=RULE | wrong, headers=admin)).status_code == 422


async def test_other_places_are_asked_in_the_same_transaction(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity
) -> None:
    receipt = await settled(counter, identity)
    asked: list[Erasable] = []

    async def elsewhere(_: Connection, dossiers: Sequence[Erasable], __: datetime) -> None:
        asked.extend(dossiers)
        if len(asked) == 1:
            raise RuntimeError("the other place stumbles")

    places: Sequence[ErasedPlace] = (elsewhere,)
    order = Order(Ground.REQUEST, "luật", "lý do", "canbo.a")
    with pytest.raises(RuntimeError):
        async with fresh_database.transaction() as connection:
            await erase(Work(connection, THURSDAY), [receipt["id"]], order, places)
    assert (await read(counter, identity, receipt["id"]))["erased_at"] is None
    async with fresh_database.transaction() as connection:
        assert len(await erase(Work(connection, THURSDAY), [receipt["id"]], order, places)) == 1
    assert [str(one.id) for one in asked] == [receipt["id"]] * 2
    assert (await read(counter, identity, receipt["id"]))["erased_at"]


async def test_the_filing_from_which_a_dossier_came_and_its_scans_go_with_it(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, clock: SetClock
) -> None:
    headers = identity.headers("clerk")
    scan = await counter.post("/scans", params={"desk": "H62.19"}, content=a_png(), headers=headers)
    paper = {"name": "Tờ khai", "form": "electronic", "scan": scan.json()["digest"]}
    filing = {name: BODY[name] for name in ("desk", "procedure", "applicant", "proxy")} | {
        **{"channel": "direct", "source": "counter", "papers": [paper]},
        "answer": {
            "request_completion": {"items": [{"what": "Giấy của Trần Canh Gác", "why": "Thiếu"}], "basis": "luật"}
        },
    }
    filed = await counter.post("/filings", json=filing, headers=headers)
    assert filed.status_code == 201, filed.text
    path = f"/filings/{filed.json()['id']}"
    done = await counter.post(
        f"{path}/complete", json={"note": "Đã nộp"}, headers=headers | {"If-Match": filed.headers["etag"]}
    )
    assert done.status_code == 200, done.text
    accept = headers | {"If-Match": done.headers["etag"]}
    receipt = (await counter.post(f"{path}/accept", json={}, headers=accept)).json()
    async with fresh_database.transaction() as connection:
        await connection.execute("update intake.dossiers set outcome = 'result', ended_at = $1", clock.now())
    clock.turn_to(clock.now() + timedelta(days=2))
    await erased(counter, identity, receipt["id"])
    await assert_nobody_is_left(fresh_database)
    async with fresh_database.reading() as connection:
        assert await connection.fetchval("select count(*) from intake.scans") == 0


async def test_a_walk_over_keys_does_not_wake_the_erased(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, vault: Vault
) -> None:
    receipt = await settled(counter, identity)
    await erased(counter, identity, receipt["id"])
    while await reseal_places(fresh_database, vault):
        pass
    await assert_nobody_is_left(fresh_database)
    async with fresh_database.reading() as connection:
        assert await connection.fetchval("select marks from intake.dossiers") == []


async def test_a_restored_backup_is_erased_again_from_the_journal(
    counter: httpx2.AsyncClient,
    fresh_url: str,
    fresh_database: PooledDatabase,
    identity: Identity,
    tmp_path: Path,
    clock: SetClock,
) -> None:
    journal = ErasureJournal(tmp_path / "kept-apart")
    ids = [(await settled(counter, identity))["id"] for _ in range(3)]
    await erased(counter, identity, ids[0])
    noted = await note_erasures(fresh_database, journal, 0)
    async with fresh_database.reading() as connection:
        backup = await connection.fetchrow("select * from intake.dossiers where id = $1", ids[1])
    assert backup
    await erased(counter, identity, ids[1])
    noted = await note_erasures(fresh_database, journal, noted)
    assert await note_erasures(fresh_database, journal, noted) == noted
    assert journal.path.read_text().count("\n") == 2
    await restore(fresh_url, dict(backup))
    assert (await read(counter, identity, ids[1]))["applicant"]["name"] != "(đã xoá)"
    again, last = await reapply_erasures(fresh_database, clock, journal)
    assert again == 1
    assert await note_erasures(fresh_database, journal, last) == last
    assert (await read(counter, identity, ids[1]))["applicant"]["name"] == "(đã xoá)"
    assert (await read(counter, identity, ids[2]))["applicant"]["name"] != "(đã xoá)"
    assert (await reapply_erasures(fresh_database, clock, journal))[0] == 0
    assert ASKED["reason"] not in journal.path.read_text()


async def restore(owner_url: str, dossier: dict[str, Any]) -> None:
    """As from a backup made before the erasure: the dossier is whole again, and its erasure forgotten."""
    import json

    import asyncpg

    owner = await asyncpg.connect(owner_url)
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from intake.erasures where dossier = $1", dossier["id"])
    await owner.execute(
        "update intake.dossiers set applicant_name = $2, identity_sealed = $3, papers = $4, erased_at = null "
        "where id = $1",
        *(dossier["id"], dossier["applicant_name"], dossier["identity_sealed"], json.dumps(dossier["papers"])),
    )
    await owner.close()


async def test_a_line_of_the_journal_that_a_crash_cut_short_is_passed_over(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, tmp_path: Path, clock: SetClock
) -> None:
    journal = ErasureJournal(tmp_path)
    for _ in range(2):
        await erased(counter, identity, (await settled(counter, identity))["id"])
    await note_erasures(fresh_database, journal, 0)
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole[:-20])
    _, last = await reapply_erasures(fresh_database, clock, journal)
    await note_erasures(fresh_database, journal, last)
    assert [len(batch) async for batch in journal.batches()] == [2]


async def test_a_book_that_brings_an_erased_dossier_again_is_told_so_and_wakes_nobody(
    registry: Registry, identity: Identity
) -> None:
    rows = [book_row(1, applicant="Lê Thị Kín Đáo"), book_row(2)]
    assert counts(await registry.take(rows)) == ("done", 2, 2, 0, 0)
    leader = identity.headers("leader")
    code = str(rows[0][1])
    answer = await registry.client.post(f"/dossiers/{code}/erase", json=ASKED, headers=leader)
    assert answer.status_code == 200, answer.text
    again = await registry.take(rows)
    assert [reject["reason"] for reject in again["rejected"]] == [
        "Dữ liệu cá nhân của hồ sơ này đã xoá: bỏ dòng này khỏi sổ"
    ]
    async with registry.database.reading() as connection:
        stored = await connection.fetchval("select applicant_name from intake.dossiers where code = $1", code)
    assert stored == "(đã xoá)"


async def test_what_corrections_replaced_is_erased_too(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity
) -> None:
    receipt = await receive(counter, identity.headers("clerk"))
    mistake = {"revision": 1, "reason": "Ghi nhầm tên Trần Canh Gác", "changes": {"sets": 2}}
    path = f"/dossiers/{receipt['id']}/corrections"
    assert (await counter.post(path, json=mistake, headers=identity.headers("clerk"))).status_code == 201
    order = Order(Ground.RETENTION, "luật", None, "motcua-retention")
    async with fresh_database.transaction() as connection:
        await erase(Work(connection, THURSDAY), [receipt["id"]], order)
    await assert_nobody_is_left(fresh_database)
    left = await counter.get(f"/dossiers/{receipt['id']}/revisions", headers=identity.headers("clerk"))
    assert left.status_code == 200, left.text
    assert [one["revision"] for one in left.json()["items"]] == [1]
