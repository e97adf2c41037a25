"""Risk from the office's own history: counted from what ended, told of what is open."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from services.processing.jobs.risk_count import RiskCount
from services.processing.repository.risk_cells import count_risk_cells
from shared.clock import SetClock
from shared.contracts.terms import CountsBy, Level, TermPart
from shared.db.database import BoundDatabase
from shared.web.station import Station
from tests.processing.conftest import Apply, Begin, Desk, open_desk
from tests.processing.made_up import Log, local
from tests.processing.story import Story
from tests.support.people import Identity


async def a_history(begin: Begin) -> None:
    """Twelve that ended, accepted on 02/03 and due on 16/03: four late, eight in time; two are open and overdue."""
    for n in range(14):
        story = await begin()
        await story.do("take-up", "2026-03-02 14:00", "officer", {})
        if n < 12:
            await story.do("finish", "2026-03-20 09:00" if n % 3 == 0 else "2026-03-13 09:00", "officer", {})


async def taken_up(begin: Begin, due_on: str, **more: Any) -> Story:
    """Accepted and taken up on Wednesday 01/04/2026."""
    story = await begin("2026-04-01 08:30", f"{due_on} 17:00", **more)
    await story.do("take-up", "2026-04-01 09:00", "officer", {})
    return story


async def count(database: BoundDatabase, at: str) -> None:
    async with database.transaction() as connection:
        await count_risk_cells(connection, local(at))


async def read(story: Story) -> Any:
    return (await story.read())["risk"]


async def test_an_open_dossier_is_told_what_became_of_those_like_it(
    desk: Desk, town: Log, begin: Begin, database: BoundDatabase
) -> None:
    await a_history(begin)
    await count(database, "2026-04-01 02:00")
    story = await taken_up(begin, "2026-04-10")
    risk = await read(story)
    assert (risk["late"], risk["total"], risk["compared_by"]) == (6, 14, "office_and_procedure")
    assert risk["words"].startswith("4 trong 10 hồ sơ như thế này đã trễ (6/14: cùng cơ quan, cùng thủ tục, cùng bước")
    listed = (await desk.get("/risks")).json()["dossiers"]
    assert [(each["id"], each["risk"]["words"]) for each in listed] == [(story.id, risk["words"])]


async def test_only_what_was_known_then_counts(desk: Desk, town: Log, begin: Begin, database: BoundDatabase) -> None:
    await a_history(begin)
    await count(database, "2026-03-14 02:00")  # eight have ended in time, but of the six nothing is known yet
    story = await taken_up(begin, "2026-04-10")
    assert (await read(story))["total"] is None
    await count(database, "2026-03-18 02:00")  # six are overdue now, whenever they end
    assert ((await read(story))["late"], (await read(story))["total"]) == (6, 14)


async def test_few_days_left_are_compared_with_those_that_had_as_few(
    desk: Desk, town: Log, begin: Begin, database: BoundDatabase
) -> None:
    await a_history(begin)
    await count(database, "2026-04-01 02:00")
    story = await taken_up(begin, "2026-04-02")
    risk = await read(story)
    assert risk["total"] is None  # one day left: the eight were done before, the six that got there are too few


async def test_nothing_is_told_of_what_waits_or_has_ended(
    desk: Desk, town: Log, begin: Begin, database: BoundDatabase
) -> None:
    await a_history(begin)
    await count(database, "2026-04-01 02:00")
    story = await taken_up(begin, "2026-04-10")
    await story.do("supplement-request", "2026-04-02 09:00", "officer")
    assert await read(story) is None
    assert (await desk.get("/risks")).json()["dossiers"] == []


async def test_a_wider_likeness_is_used_where_the_nearest_knows_too_little(
    desk: Desk, town: Log, begin: Begin, database: BoundDatabase
) -> None:
    await a_history(begin)
    await count(database, "2026-04-01 02:00")
    other = await taken_up(begin, "2026-04-10", office="H62.20", desk="H62.20")
    assert (await read(other))["compared_by"] == "province_and_procedure"
    rare = await taken_up(begin, "2026-04-10", procedure="1.009999")
    assert (await read(rare))["compared_by"] == "office"
    far = await taken_up(begin, "2026-04-10", procedure="1.009999", office="H10", desk="H10")
    assert (await read(far))["compared_by"] == "stage"
    assert (await desk.get("/risks?office=H62.20", offices=("H62.19",))).status_code == 404


async def test_the_quick_ones_alone_say_nothing(desk: Desk, town: Log, begin: Begin, database: BoundDatabase) -> None:
    """Those due later that have ended are the quick ones: counting them would promise too much."""
    for _ in range(12):
        quick = await begin()
        await quick.do("take-up", "2026-03-02 14:00", "officer", {})
        await quick.do("finish", "2026-03-03 09:00", "officer", {})
    story = await begin("2026-03-03 08:30", "2026-03-17 17:00")
    await story.do("take-up", "2026-03-03 09:00", "officer", {})
    await count(database, "2026-03-16 23:00")  # their last day
    assert (await read(story))["total"] is None
    await count(database, "2026-03-17 02:00")
    assert ((await read(story))["late"], (await read(story))["total"]) == (0, 12)
    assert (await desk.get("/risks")).json()["dossiers"] == []


async def test_what_waits_for_the_applicant_or_was_withdrawn_is_no_history(
    desk: Desk, town: Log, begin: Begin, database: BoundDatabase
) -> None:
    await a_history(begin)
    for _ in range(3):
        waiting = await begin()
        await waiting.do("take-up", "2026-03-02 14:00", "officer", {})
        await waiting.do("supplement-request", "2026-03-03 09:00", "officer")
        gone = await begin()
        await gone.do("take-up", "2026-03-02 14:00", "officer", {})
        await gone.do("withdrawal-request", "2026-03-03 09:00", "clerk")
        await gone.do("withdrawal", "2026-03-20 09:00", "officer")
    await count(database, "2026-04-01 02:00")
    story = await taken_up(begin, "2026-04-10")
    assert ((await read(story))["late"], (await read(story))["total"]) == (6, 14)


async def test_hours_that_are_over_are_late_for_certain(
    desk: Desk, town: Log, begin: Begin, database: BoundDatabase, clock: SetClock
) -> None:
    await a_history(begin)
    await count(database, "2026-04-01 02:00")
    hours = {"term": TermPart(unit="working_hour", amount=4), "counts_by": CountsBy.HOUR}
    story = await begin("2026-04-01 07:30", "2026-04-01 11:30", **hours)
    await story.do("take-up", "2026-04-01 08:00", "officer", {})
    assert (await read(story))["words"] != "Đã quá hạn"
    clock.turn_to(local("2026-04-01 11:31"))
    risk = await read(story)
    assert (risk["words"], risk["total"], risk["compared_by"]) == ("Đã quá hạn", None, None)
    assert (await desk.get("/risks")).json()["dossiers"] == []


async def test_the_list_goes_by_risk_page_by_page(desk: Desk, town: Log, begin: Begin, database: BoundDatabase) -> None:
    await a_history(begin)
    for _ in range(12):  # another procedure, always late
        late = await begin(procedure="1.009999")
        await late.do("take-up", "2026-03-02 14:00", "officer", {})
        await late.do("finish", "2026-03-20 09:00", "officer", {})
    await count(database, "2026-04-01 02:00")
    expected = []
    for procedure in ("1.009999", "1.001612"):
        dues = ("2026-04-09", "2026-04-10", "2026-04-10")
        expected += [(await taken_up(begin, due_on, procedure=procedure)).id for due_on in dues]
    for limit in (1, 2, 4, 200):
        found, cursor = [], ""
        while True:
            page = (await desk.get(f"/risks?limit={limit}{cursor}")).json()
            found += [each["id"] for each in page["dossiers"]]
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        assert found == expected
    assert (await desk.get("/risks?cursor=WzEsMl0")).json()["code"] == "cursor_not_valid"


async def test_the_list_of_a_whole_nation_is_refused(desk: Desk, town: Log, apply: Apply) -> None:
    await apply([town.office(f"H10.{n}", "H10", Level.COMMUNE) for n in range(2000)])
    assert (await desk.get("/risks")).json()["code"] == "office_too_wide"
    assert (await desk.get("/risks?office=H62")).status_code == 200


async def test_how_many_are_enough_is_settled_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
    town: Log,
    begin: Begin,
    database: BoundDatabase,
    clock: SetClock,
    identity: Identity,
    station: Callable[..., Station],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
) -> None:
    await a_history(begin)
    await count(database, "2026-04-01 02:00")
    story = await taken_up(begin, "2026-04-10")
    for enough, total in (("14", 14), ("15", None)):
        monkeypatch.setenv("MOTCUA_RISK_ENOUGH", enough)
        careful = open_desk(database, clock, identity, station, serve)
        assert (await careful.get(f"/dossiers/{story.id}")).json()["risk"]["total"] == total
        assert len((await careful.get("/risks")).json()["dossiers"]) == (total is not None)


async def test_the_night_counts_once_a_day_and_at_the_start(
    desk: Desk, town: Log, begin: Begin, database: BoundDatabase, clock: SetClock, station: Callable[..., Station]
) -> None:
    await a_history(begin)
    place, job = station("processing", database, clock=clock), RiskCount()
    totals = []
    for at in ("2026-04-01 09:00", "2026-04-01 23:00", "2026-04-02 01:59", "2026-04-02 02:00"):
        clock.turn_to(local(at))
        await database_without_cells(database, keep=at.endswith("09:00"))
        await job.look(place)
        async with database.reading() as connection:
            totals.append(await connection.fetchval("select count(*) > 0 from processing.risk_cells"))
    assert totals == [True, False, False, True]


async def database_without_cells(database: BoundDatabase, *, keep: bool) -> None:
    if not keep:
        async with database.transaction() as connection:
            await connection.execute("delete from processing.risk_cells")
