"""The reform over HTTP in a small Hòa Bình: both maps, what is announced, and who finds the dossiers after it."""

from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest

from services.intake.domain.organisation.office import BEFORE_ALL, DISTRICTS_ENDED_ON, Alias, Office
from services.intake.queries.organisation.offices import offices_by_codes
from services.intake.unit_of_work.work import Work
from services.intake.usecases.load_reference import _as_it_ended
from shared.clock import SetClock
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase
from tests.intake.conftest import THURSDAY
from tests.intake.routes.test_offices import facts_of
from tests.support.people import Identity

FIRST = date(2025, 7, 1)
BEFORE = datetime(2025, 6, 20, 2, 0, tzinfo=UTC)


def old(code: str, level: Level, *above: str, valid_to: date | None = DISTRICTS_ENDED_ON) -> Office:
    parent = above[-1] if above else "VN"
    return Office(code, f"Cũ {code}", level, parent, BEFORE_ALL, valid_to, None, code, ("VN", *above, code))


def new(code: str, level: Level, *above: str) -> Office:
    parent = above[-1] if above else "VN"
    return Office(code, f"Mới {code}", level, parent, FIRST, None, None, code, ("VN", *above, code))


HOA_BINH = [
    old("H28", Level.PROVINCE),
    old("150", Level.DISTRICT, "H28"),
    old("H28.11", Level.DISTRICT, "H28", valid_to=None),
    old("H28.03", Level.DEPARTMENT, "H28", valid_to=None),
    old("04891", Level.COMMUNE, "H28", "150"),
    new("25.2025", Level.PROVINCE),
    new("04891.2025", Level.COMMUNE, "25.2025"),
    new("04828.2025", Level.COMMUNE, "25.2025"),
]
REFORM = {"province": "H28"}


@pytest.fixture
async def hoa_binh(client: httpx2.AsyncClient, database: BoundDatabase) -> httpx2.AsyncClient:
    async with database.transaction() as connection:
        work = Work(connection, THURSDAY)
        await work.offices.save(HOA_BINH)
        await work.offices.save_aliases(
            [Alias("17", "H28", valid_to=DISTRICTS_ENDED_ON), Alias("04891", "04891.2025", FIRST)]
        )
    return client


async def reform(client: httpx2.AsyncClient, identity: Identity, **changes: Any) -> httpx2.Response:
    return await client.post("/reforms", json=REFORM | changes, headers=identity.headers("registrar"))


async def test_the_reform_ends_the_units_and_a_second_run_changes_nothing(
    hoa_binh: httpx2.AsyncClient, identity: Identity
) -> None:
    planned = (await reform(hoa_binh, identity, dry_run=True)).json()
    done = (await reform(hoa_binh, identity)).json()
    again = (await reform(hoa_binh, identity, province="17")).json()
    assert done == {
        **{"reform": "2025", "provinces": ["H28"], "dry_run": False, "unchanged": 0, "announced": 4},
        "ended": {"province": 1, "district": 2, "commune": 1},
        "left_over_count": 1,
        "left_over": [{"code": "H28.03", "name": "Cũ H28.03", "level": "department"}],
    }
    assert planned == done | {"dry_run": True, "announced": 0}
    assert (again["ended"], again["unchanged"], again["announced"]) == ({}, 4, 0)


async def test_the_nation_and_a_merged_province_are_the_old_provinces_in_them(
    hoa_binh: httpx2.AsyncClient, identity: Identity
) -> None:
    merged = (await reform(hoa_binh, identity, province="25.2025", dry_run=True)).json()
    nation = (await reform(hoa_binh, identity, province="VN", dry_run=True)).json()
    assert (sorted(merged["provinces"]), sorted(nation["provinces"])) == (["H28", "H62"], ["H26", "H28", "H62"])


async def test_each_end_is_announced_with_the_unit_as_it_ended(
    hoa_binh: httpx2.AsyncClient, identity: Identity, database: BoundDatabase
) -> None:
    await reform(hoa_binh, identity)
    stated, succeeded = await facts_of(database, "office:H28.11")
    assert (stated["body"]["valid_to"], stated["body"]["successor"]) == ("2025-06-30", "25.2025")
    assert (succeeded["type"], succeeded["body"]) == (
        "intake.office.succeeded.v1",
        {"code": "H28.11", "successor": "25.2025", "on": "2025-07-01"},
    )
    told_again = (await reform(hoa_binh, identity, announce_again=True)).json()
    assert told_again["announced"] == 4
    assert [fact["type"] for fact in await facts_of(database, "office:H28.11")][2:] == ["intake.office.succeeded.v1"]


async def test_both_maps_can_be_asked(hoa_binh: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("monitor")
    await reform(hoa_binh, identity)

    async def relatives(path: str) -> list[tuple[str, bool, bool]]:
        items = (await hoa_binh.get(f"/offices/{path}", headers=headers)).json()["items"]
        assert {item["on"] for item in items} <= {"2025-07-01"}
        return [(item["code"], item["is_whole"], item["is_default"]) for item in items]

    assert await relatives("04891/successors") == [("04891.2025", False, True), ("04828.2025", False, False)]
    assert await relatives("04828.2025/predecessors") == [("04891", False, False)]
    assert await relatives("25.2025/predecessors") == [
        ("150", True, True),
        ("H28.11", True, True),
        ("H28", True, True),
    ]
    assert await relatives("04828.2025/successors") == []
    names = {}
    for on in ("2025-06-30", "2025-07-01"):
        names[on] = (await hoa_binh.get("/offices/04891", params={"on": on}, headers=headers)).json()["code"]
    assert names == {"2025-06-30": "04891", "2025-07-01": "04891.2025"}


async def test_a_list_is_of_the_units_in_force_that_day(hoa_binh: httpx2.AsyncClient, identity: Identity) -> None:
    async def listed(on: str, **more: str) -> list[str]:
        asked = {"on": on, "level": "province", **more}
        answer = await hoa_binh.get("/offices", params=asked, headers=identity.headers("monitor"))
        return [office["code"] for office in answer.json()["items"]]

    assert await listed("2025-06-30") == ["H26", "H28", "H62"]
    assert await listed("2025-07-01") == ["25.2025", "H26", "H62"]
    assert await listed("2025-07-01", kind="vertical_agency") == []


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"province": "Z99"}, 422, "province_not_found"),
        ({"province": "150"}, 422, "province_not_found"),
        ({"province": "08911.2025"}, 422, "province_not_found"),
        ({"district_successors": {"H62.19": "04891.2025"}}, 422, "office_out_of_scope"),
        ({"district_successors": {"150": "Z99"}}, 422, "successor_not_found"),
        ({"district_successors": {"150": "OLD"}}, 422, "successor_not_in_force"),
        ({"district_successors": {"150": "H28.11", "H28.11": "150"}}, 409, "office_cycle"),
        ({"reform": "2030"}, 422, "fields_not_valid"),
    ],
    ids=str,
)
async def test_a_reform_that_cannot_be_is_refused(
    hoa_binh: httpx2.AsyncClient, identity: Identity, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = await reform(hoa_binh, identity, **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_province_is_reformed_by_those_who_reach_it(hoa_binh: httpx2.AsyncClient, identity: Identity) -> None:
    assert (await hoa_binh.post("/reforms", json=REFORM, headers=identity.headers("clerk"))).status_code == 403
    elsewhere = identity.headers("administrator", offices=("H62",))
    refused = await hoa_binh.post("/reforms", json=REFORM, headers=elsewhere)
    assert (refused.status_code, refused.json()["code"]) == (403, "office_out_of_reach")
    own = identity.headers("administrator", offices=("H28",))
    assert (await hoa_binh.post("/reforms", json=REFORM, headers=own)).status_code == 200


async def test_nobody_reforms_before_the_day(hoa_binh: httpx2.AsyncClient, identity: Identity, clock: SetClock) -> None:
    clock.turn_to(BEFORE)
    refused = await reform(hoa_binh, identity)
    assert (refused.status_code, refused.json()["code"]) == (409, "reform_not_yet")


async def test_the_operator_names_who_continues_a_district_once(
    hoa_binh: httpx2.AsyncClient, identity: Identity
) -> None:
    named = {"district_successors": {"H28.11": "04891.2025", "H28.03": "25.2025"}}
    done = (await reform(hoa_binh, identity, **named)).json()
    assert done["left_over"] == []
    assert (await reform(hoa_binh, identity)).json()["unchanged"] == 4
    changed = await reform(hoa_binh, identity, district_successors={"H28.11": "25.2025"})
    assert (changed.status_code, changed.json()["code"]) == (409, "office_already_succeeded")


async def test_the_new_commune_finds_and_prints_what_the_old_one_received(
    hoa_binh: httpx2.AsyncClient, identity: Identity, database: BoundDatabase, clock: SetClock
) -> None:
    clock.turn_to(BEFORE)
    async with database.transaction() as connection:
        await connection.execute("update intake.procedures set valid_from = '2018-01-01'")
    old_clerk, new_clerk = (identity.headers("clerk", offices=(code,)) for code in ("04891", "04891.2025"))
    body = {"desk": "04891", "procedure": "1.001612", "applicant": {"name": "Nguyễn Văn Mẫu"}}
    code = (await hoa_binh.post("/dossiers", json=body, headers=old_clerk)).json()["code"]
    clock.turn_to(THURSDAY)
    assert (await hoa_binh.get(f"/dossiers/{code}", headers=new_clerk)).status_code == 404
    await reform(hoa_binh, identity)
    for clerk in (old_clerk, new_clerk):
        assert (await hoa_binh.get(f"/dossiers/{code}", headers=clerk)).json()["office"] == "04891"
    printed = await hoa_binh.get(f"/dossiers/{code}/receipt.pdf", headers=new_clerk)
    assert printed.content.startswith(b"%PDF")
    lists = {}
    for asked in ("office=04891", "office=04891.2025", "desk=04891", "desk=04891.2025", "office=04828.2025"):
        page = await hoa_binh.get(f"/dossiers?{asked}", headers=identity.headers("clerk"))
        lists[asked] = len(page.json()["items"])
    assert lists == {
        **{"office=04891": 1, "office=04891.2025": 1, "desk=04891": 1, "desk=04891.2025": 0},
        "office=04828.2025": 0,
    }
    closed = await hoa_binh.post("/dossiers", json=body, headers=identity.headers("clerk", offices=("VN",)))
    assert closed.status_code == 201, "the code means the new commune now"
    assert closed.json()["desk"] == "04891.2025"


async def test_what_a_reform_ended_stays_ended_when_reference_data_are_loaded_and_the_office_is_stated_again(
    hoa_binh: httpx2.AsyncClient, identity: Identity, database: BoundDatabase
) -> None:
    centre = {"code": "H28.11", "name": "Cũ H28.11", "level": "district", "parent": "H28", "valid_from": "2018-01-01"}
    await reform(hoa_binh, identity)
    again = await hoa_binh.post("/offices", json=centre, headers=identity.headers("registrar"))
    assert (again.status_code, again.json()["successor"]) == (200, "25.2025")
    async with database.transaction() as connection:
        known = (await offices_by_codes(connection, ["04891"]))["04891"]
    assert _as_it_ended(HOA_BINH[4], known) == known
