"""Who saw whom: nothing is shown in full before it is written down, and the log cannot be rewritten."""

from typing import Any

import asyncpg
import httpx2
import pytest

from services.intake.domain.privacy.views import Seen, asked_of
from services.intake.queries.privacy.exports import Listed
from services.intake.unit_of_work.seeing import See
from shared.callers import Caller, Role
from shared.clock import SetClock
from shared.db.database import PooledDatabase
from tests.intake.conftest import COMMUNE, THURSDAY
from tests.intake.privacy.made_up import CANARIES, NUMBER, everything, receive
from tests.support.engines import as_role
from tests.support.people import Identity


async def views(counter: httpx2.AsyncClient, identity: Identity, path: str = "/views", **params: Any) -> list[Any]:
    answer = await counter.get(path, params=params, headers=identity.headers("auditor"))
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


async def test_opening_and_printing_a_dossier_is_written_down_with_who_and_what(
    counter: httpx2.AsyncClient, identity: Identity
) -> None:
    receipt = await receive(counter, identity.headers("clerk"))
    await counter.get(f"/dossiers/{receipt['id']}", headers=identity.headers("officer", subject="canbo.b"))
    await counter.get(f"/dossiers/{receipt['code']}", headers=identity.headers("clerk", "leader"))
    await counter.get(f"/dossiers/{receipt['id']}/receipt.pdf", headers=identity.headers("clerk"))
    seen = await views(counter, identity, f"/dossiers/{receipt['code']}/views")
    assert [(view["subject"], view["roles"], view["what"]) for view in seen] == [
        ("canbo.a", ["clerk"], "receipt"),
        ("canbo.a", ["clerk", "leader"], "dossier"),
        ("canbo.b", ["officer"], "dossier"),
    ]
    assert {view["dossier"] for view in seen} == {receipt["id"]}
    assert {view["code"] for view in seen} == {receipt["code"]}
    assert {view["at"] for view in seen} == {"2026-03-05T09:00:00+07:00"}
    assert await views(counter, identity, subject="canbo.b") == seen[2:]


async def test_who_is_shown_nobody_leaves_no_view(counter: httpx2.AsyncClient, identity: Identity) -> None:
    receipt = await receive(counter, identity.headers("clerk"))
    await counter.get(f"/dossiers/{receipt['id']}", headers=identity.headers("monitor"))
    await counter.get("/dossiers", headers=identity.headers("clerk"))
    await counter.get(f"/dossiers/{receipt['id']}/due", headers=identity.headers("clerk"))
    foreign = await counter.get(f"/dossiers/{receipt['id']}", headers=identity.headers("clerk", offices=("H26",)))
    assert foreign.status_code == 404
    assert await views(counter, identity) == []


@pytest.mark.parametrize("path", ["", "/receipt.pdf"])
async def test_where_the_log_cannot_be_written_nothing_is_shown(
    counter: httpx2.AsyncClient, fresh_url: str, identity: Identity, path: str
) -> None:
    receipt = await receive(counter, identity.headers("clerk"))
    owner = await asyncpg.connect(fresh_url)
    await owner.execute("revoke insert on intake.views from motcua_intake")
    await owner.close()
    answer = await counter.get(f"/dossiers/{receipt['id']}{path}", headers=identity.headers("clerk"))
    assert answer.status_code == 500
    assert not [canary for canary in CANARIES if canary.encode() in answer.content]
    assert (await counter.get("/dossiers", headers=identity.headers("clerk"))).status_code == 200


async def test_the_log_cannot_be_rewritten_by_the_service_nor_by_its_owner(fresh_url: str) -> None:
    attacks = ("update intake.{} set at = now()", "delete from intake.{}", "truncate intake.{}")
    for table in ("views", "erasures"):
        for url in (as_role(fresh_url, "intake"), fresh_url):
            connection = await asyncpg.connect(url)
            columns = {
                "views": "(at, subject, roles, offices, what) values (now(), 'a', '{}', '{}', 'dossier')",
                "erasures": "(id, dossier, at, ground, basis, erased_by) "
                "values (gen_random_uuid(), gen_random_uuid(), now(), 'request', 'b', 'a')",
            }
            await connection.execute(f"insert into intake.{table} {columns[table]}")
            for attack in attacks:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(attack.format(table))
            await connection.close()


async def test_auditors_and_leaders_read_the_log_within_reach_and_nobody_else(
    counter: httpx2.AsyncClient, identity: Identity, clock: SetClock
) -> None:
    here = await receive(counter, identity.headers("clerk"))
    below = await receive(counter, identity.headers("clerk"), desk=COMMUNE)
    for receipt in (here, below):
        await counter.get(f"/dossiers/{receipt['id']}", headers=identity.headers("clerk"))
    commune = identity.headers("leader", offices=(COMMUNE,))
    assert [v["code"] for v in (await counter.get("/views", headers=commune)).json()["items"]] == [below["code"]]
    assert (await counter.get(f"/dossiers/{here['id']}/views", headers=commune)).status_code == 404
    assert (await counter.get(f"/dossiers/{below['id']}/views", headers=commune)).status_code == 200
    foreign = identity.headers("auditor", offices=("H26",))
    assert (await counter.get("/views", headers=foreign)).json()["items"] == []
    for role in ("clerk", "officer", "registrar", "monitor", "operator", "administrator"):
        for path in ("/views", f"/dossiers/{here['id']}/views"):
            assert (await counter.get(path, headers=identity.headers(role))).status_code == 403
    assert (await counter.get(f"/dossiers/{here['id']}", headers=identity.headers("auditor"))).status_code == 403
    assert (await counter.get("/dossiers", headers=identity.headers("auditor"))).status_code == 403


async def test_the_log_is_read_by_days_and_page_by_page(
    counter: httpx2.AsyncClient, identity: Identity, clock: SetClock
) -> None:
    receipt = await receive(counter, identity.headers("clerk"))
    for hour in (2, 3, 16, 17):  # 09:00, 10:00, 23:00 of 5 March and 00:00 of 6 March in Việt Nam
        clock.turn_to(THURSDAY.replace(hour=hour))
        await counter.get(f"/dossiers/{receipt['id']}", headers=identity.headers("clerk"))
    assert len(await views(counter, identity, **{"from": "2026-03-05", "to": "2026-03-05"})) == 3
    assert len(await views(counter, identity, **{"from": "2026-03-06"})) == 1
    params: dict[str, Any] = {"limit": 3}
    first = (await counter.get("/views", params=params, headers=identity.headers("auditor"))).json()
    params["cursor"] = first["next"]
    second = (await counter.get("/views", params=params, headers=identity.headers("auditor"))).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (3, 1, None)
    for cursor in ("x", "WyJhIl0", "Wy0xXQ"):
        answer = await counter.get("/views", params={"cursor": cursor}, headers=identity.headers("auditor"))
        assert answer.json()["code"] == "cursor_not_valid"


async def test_a_search_by_number_is_written_down_without_the_number(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity, clock: SetClock
) -> None:
    caller = Caller("canbo.a", frozenset({Role.CLERK}), frozenset({"H62"}))
    await See(fresh_database, clock, caller).search({"by": "identity_number"}, 3)
    (view,) = await views(counter, identity)
    assert (view["what"], view["rows"], view["asked"]) == ("search", 3, {"by": "identity_number"})
    leader = identity.headers("leader", offices=("H62",))
    assert len((await counter.get("/views", headers=leader)).json()["items"]) == 1
    foreign = identity.headers("leader", offices=("H26",))
    assert (await counter.get("/views", headers=foreign)).json()["items"] == []
    async with fresh_database.reading() as connection:
        assert NUMBER not in await everything(connection)


def test_filters_are_written_down_without_what_could_name_a_person() -> None:
    sought = Listed("H62", None, THURSDAY, THURSDAY, "1.001612", None)
    assert asked_of(sought) == {
        "office": "H62",
        "procedure": "1.001612",
        "accepted_from": THURSDAY.isoformat(),
        "accepted_before": THURSDAY.isoformat(),
    }


def test_every_kind_of_view_has_a_word() -> None:
    assert {seen.value for seen in Seen} >= {"dossier", "receipt", "scan", "correction", "filing", "search", "export"}
