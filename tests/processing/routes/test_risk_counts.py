"""Where most is likely to be late: counts that open just what they counted, for who oversees many offices."""

import random
from typing import Any
from uuid import UUID

import pytest

from shared.clock import SetClock
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log, local

NOW = local("2026-11-24 10:00")
OFFICES = ("H62.19", "H62.20", "H10.1")
PROCEDURES = ("1.001612", "1.009999")
STAGE = "Tiếp nhận, chuyển hồ sơ"
# In a hundred that were late of those alike, by office and procedure; of the last pair nobody knows enough.
KNOWN = {
    ("H62.19", "1.001612"): (50, 100),
    ("H62.19", "1.009999"): (94, 100),
    ("H62.20", "1.001612"): (95, 100),
    ("H62.20", "1.009999"): (49, 100),
    ("H10.1", "1.001612"): (4, 5),
    ("H10.1", "1.009999"): (8, 10),
}
_CELL = "insert into processing.risk_cells values (1, $1, $2, $3, 5, $4, $5)"


async def read(desk: Desk, path: str, *roles: str, **caller: Any) -> Any:
    answer = await desk.get(path, *(roles or ("monitor",)), **(caller or {"offices": ("VN",)}))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def pages(desk: Desk, path: str, part: str, limit: int) -> list[Any]:
    found, cursor = list[Any](), ""
    while True:
        page = await read(desk, f"{path}&limit={limit}{cursor}")
        assert len(page[part]) == limit or page["next"] is None
        found += page[part]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


@pytest.fixture
async def at_hand(
    apply: Apply, town: Log, database: BoundDatabase, clock: SetClock
) -> dict[UUID, tuple[str, str, bool]]:
    """Sixty open dossiers of three offices; some are overdue. Office, procedure, whether in term."""
    await apply([town.office("H10.1", "H10", Level.COMMUNE)])
    chance, made = random.Random(3), {}
    for _ in range(60):
        office, procedure, is_in_term = chance.choice(OFFICES), chance.choice(PROCEDURES), chance.random() < 0.8
        due_at = local("2026-12-01 17:00" if is_in_term else "2026-11-23 17:00")
        due = {"due_at": due_at, "due_on": due_at.date()}
        id = new_id()
        made[id] = (office, procedure, is_in_term)
        await apply([town.received(id, office=office, desk=office, procedure=procedure, **due)])
    async with database.transaction() as connection:
        for (office, procedure), (late, total) in KNOWN.items():
            await connection.execute(_CELL, office, procedure, STAGE, total, late)
    clock.turn_to(NOW)
    return made


def likely(made: dict[UUID, tuple[str, str, bool]], at_least: int) -> dict[str, tuple[str, str]]:
    """Of those in term: certain enough, and ten known."""
    found = {}
    for id, (office, procedure, is_in_term) in made.items():
        late, total = KNOWN[office, procedure]
        if is_in_term and total >= 10 and 100 * late >= at_least * total:
            found[str(id)] = (office, procedure)
    return found


@pytest.mark.parametrize("by", ["office", "procedure"])
async def test_each_count_opens_just_what_it_counted(
    desk: Desk, at_hand: dict[UUID, tuple[str, str, bool]], by: str
) -> None:
    place = ("office", "procedure").index(by)
    counts = (await read(desk, f"/risks/counts?by={by}"))["counts"]
    assert {count["key"] for count in counts} == {each[place] for each in at_hand.values()}
    for count in counts:
        mine = [each for each in at_hand.values() if each[place] == count["key"]]
        assert (count["open"], count["in_term"]) == (len(mine), sum(is_in_term for *_, is_in_term in mine))
        assert [each["at_least"] for each in count["likely"]] == [50, 80, 95]
        for each in count["likely"]:
            expected = {id for id, key in likely(at_hand, each["at_least"]).items() if key[place] == count["key"]}
            assert each["dossiers"] == len(expected)
            opened = await pages(desk, each["href"], "dossiers", 4)
            assert {row["id"] for row in opened} == expected
            assert len(opened) == len(expected)


async def test_the_worst_come_first_page_by_page(desk: Desk, at_hand: dict[UUID, tuple[str, str, bool]]) -> None:
    for by in ("office", "procedure"):
        whole = (await read(desk, f"/risks/counts?by={by}"))["counts"]
        keys = [(*(-each["dossiers"] for each in count["likely"]), count["key"]) for count in whole]
        assert keys == sorted(keys)
        for limit in (1, 2):
            assert await pages(desk, f"/risks/counts?by={by}", "counts", limit) == whole


async def test_counts_keep_to_the_office_and_the_procedure_that_are_asked(
    desk: Desk, at_hand: dict[UUID, tuple[str, str, bool]]
) -> None:
    counts = (await read(desk, "/risks/counts?by=office&office=H62&procedure=1.009999"))["counts"]
    assert [count["key"] for count in counts] == ["H62.19", "H62.20"]
    assert "procedure=1.009999" in counts[0]["likely"][0]["href"]
    counts = (await read(desk, "/risks/counts?by=procedure&office=H62.20"))["counts"]
    expected = [office for office, *_ in at_hand.values() if office == "H62.20"]
    assert sum(count["open"] for count in counts) == len(expected)
    assert await pages(desk, counts[0]["likely"][0]["href"], "dossiers", 50)


async def test_a_monitor_reads_the_list_without_whose_work_it_is(
    desk: Desk, at_hand: dict[UUID, tuple[str, str, bool]], database: BoundDatabase
) -> None:
    id, (office, procedure) = next(iter(likely(at_hand, 50).items()))
    async with database.transaction() as connection:
        await connection.execute(_CELL, office, procedure, "Thẩm định, giải quyết", 20, 20)
    answer = await desk.act(id, "take-up", 1, "officer", body={"assignee": "canbo.b"}, offices=("VN",))
    assert answer.status_code == 200, answer.text
    rows = {role: (await read(desk, "/risks", role, offices=("VN",)))["dossiers"] for role in ("leader", "monitor")}
    assert [row["id"] for row in rows["leader"]] == [row["id"] for row in rows["monitor"]]
    assert (rows["leader"][0]["id"], rows["leader"][0]["assignee"]) == (id, "canbo.b")
    assert {row["assignee"] for row in rows["monitor"]} == {None}


async def test_a_nations_procedure_is_listed_though_a_nation_is_not(
    desk: Desk, apply: Apply, town: Log, at_hand: dict[UUID, tuple[str, str, bool]]
) -> None:
    await apply([town.office(f"H10.9{n}", "H10", Level.COMMUNE) for n in range(2000)])
    assert (await desk.get("/risks", offices=("VN",))).json()["code"] == "office_too_wide"
    for by in ("office", "procedure"):
        for count in (await read(desk, f"/risks/counts?by={by}"))["counts"]:
            for each in count["likely"]:
                assert len(await pages(desk, each["href"], "dossiers", 50)) == each["dossiers"]


async def test_counts_are_refused_as_lists_are(desk: Desk, town: Log) -> None:
    for query, code in (("office=H99", "office_not_found"), ("cursor=x", "cursor_not_valid")):
        assert (await desk.get(f"/risks/counts?by=office&{query}", "monitor")).json()["code"] == code
    refused = await desk.get("/risks/counts?by=office&office=H62.20", "monitor", offices=("H62.19",))
    assert refused.json()["code"] == "office_not_found"
    refused = await desk.get("/risks?agency=H62.20", "monitor", offices=("H62.19",))
    assert refused.json()["code"] == "office_not_found"
    assert (await desk.get("/risks/counts?by=office", "operator")).json()["code"] == "role_not_allowed"
    for query in ("by=person", "by=office&limit=0"):
        assert (await desk.get(f"/risks/counts?{query}")).status_code == 422
    assert (await desk.get("/risks?at_least=101")).status_code == 422
