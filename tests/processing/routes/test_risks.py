"""Risk from the office's own history: counted from what ended, told of what is open."""

from collections.abc import Callable
from typing import Any

from services.processing.jobs.risk_count import RiskCount
from services.processing.repository.risk_cells import count_risk_cells
from shared.clock import SetClock
from shared.db.database import BoundDatabase
from shared.web.station import Station
from tests.processing.conftest import Begin, Desk
from tests.processing.made_up import Log, local
from tests.processing.story import Story


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
    await count(database, "2026-03-14 02:00")  # eight in time have ended, the four late are still open and in term
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
