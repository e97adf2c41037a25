"""What if the calendar changes: counts by office that open their dossiers, and nothing written."""

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.processing.domain.calendar_change import ChangedDay, DayKind, with_changes
from services.processing.domain.what_if import Counted, Shift, shift_of
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import time_of
from shared.clock import SetClock
from shared.contracts.terms import CountsBy, HoursPart, Level, TermPart
from shared.db.database import BoundDatabase
from shared.worktime import NamedDay, Term, Unit, national_calendar, reckon
from tests.processing.conftest import Apply, Begin, Desk
from tests.processing.made_up import TIME, Log, local

OFFICES = ("H62.19", "H62.20", "H10.1")
TERMS = ((Unit.WORKING_DAY, 3), (Unit.WORKING_DAY, 10), (Unit.DAY, 7), (Unit.WORKING_HOUR, 12), (Unit.MONTH, 1))
OFF = {"days": [{"day": "2026-12-03", "kind": "day_off", "name": "Nghỉ hoán đổi", "paper": "Dự thảo"}]}
SWAP = {"days": [{"day": "2026-12-04", "kind": "day_off"}, {"day": "2026-12-05", "kind": "make_up"}]}
FAR = {"days": [{"day": "2026-11-19", "kind": "day_off"}, {"day": "2026-12-24", "kind": "day_off"}]}


async def ask(desk: Desk, path: str, body: Any, role: str = "monitor", **caller: Any) -> Any:
    headers = desk.identity.headers(role, **(caller or {"offices": ("VN",)}))
    return await desk.client.post(path, json=body, headers=headers)


async def tell(desk: Desk, path: str, body: Any, **caller: Any) -> Any:
    answer = await ask(desk, path, body, **caller)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def pages(desk: Desk, path: str, body: Any, part: str, limit: int) -> list[Any]:
    found, cursor = list[Any](), ""
    while True:
        page = await tell(desk, f"{path}{'&' if '?' in path else '?'}limit={limit}{cursor}", body)
        assert len(page[part]) == limit or page["next"] is None
        found += page[part]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


@pytest.fixture
async def at_work(apply: Apply, town: Log, desk: Desk, begin: Begin, clock: SetClock) -> list[UUID]:
    """Forty dossiers of three offices, one with hours of its own; some waited, some wait, some ended, some stated."""
    hours = HoursPart(valid_from=date(2026, 1, 1), sessions=[["08:00", "12:00"], ["13:00", "16:00"]])
    await apply([town.office("H10.1", "H10", Level.COMMUNE, (hours,))])
    chance, ids = random.Random(11), list[UUID]()
    for n in range(40):
        accepted_at = local("2026-11-16 07:45") + timedelta(days=chance.choice((0, 1, 2, 3, 7, 8)), minutes=5 * n)
        unit, amount = chance.choice(TERMS)
        deadline = reckon(Term(unit, amount), accepted_at, TIME.calendar, TIME.hours)
        office = chance.choice(OFFICES)
        story = await begin(
            f"{accepted_at:%Y-%m-%d %H:%M}",
            f"{deadline.due_at:%Y-%m-%d %H:%M}",
            office=office,
            desk=office,
            term=None if n % 9 == 0 else TermPart(unit=unit, amount=amount),
            counts_by=CountsBy(Term(unit, amount).counts_by),
        )
        ids.append(UUID(story.id))
        acts = chance.choice(((), (), ("payment",), ("payment", "paid"), ("end",)))
        at = accepted_at + timedelta(minutes=1)
        for act, after in (("take-up", 0), *((_ACTS[each], 2000 + chance.randrange(3000)) for each in acts)):
            at += timedelta(minutes=after)
            role = "clerk" if act == "payment-receipt" else "officer"
            body = {} if act in {"take-up", "finish"} else None
            await story.do(act, f"{at:%Y-%m-%d %H:%M}", role, body, offices=("VN",))
    clock.turn_to(local("2026-11-30 09:00"))
    return ids


_ACTS = {"payment": "payment-request", "paid": "payment-receipt", "end": "finish"}


async def by_hand(database: BoundDatabase, clock: SetClock, ids: list[UUID], body: Any) -> dict[str, tuple[str, Shift]]:
    """Each open dossier by itself, with the time of its own desk; office and shift."""
    days = [ChangedDay(date.fromisoformat(d["day"]), DayKind(d["kind"]), NamedDay("", "")) for d in body["days"]]
    changed = with_changes(national_calendar(), days)
    found = {}
    async with database.reading() as connection:
        work = Work(connection, clock.now())
        for id in ids:
            dossier = await work.dossiers.find(id, visible_to=frozenset({"VN"}))
            matter = dossier.matter
            counted = Counted(matter.accepted_at, matter.term, dossier.dues, dossier.waits)
            shift = shift_of(counted, await time_of(work, dossier), changed)
            if dossier.is_open and shift:
                found[str(id)] = (matter.office, shift)
    return found


async def test_every_count_opens_what_a_count_by_hand_finds(
    desk: Desk, database: BoundDatabase, clock: SetClock, at_work: list[UUID]
) -> None:
    for body in (OFF, SWAP, FAR):
        await hold_against_hand(desk, database, clock, at_work, body)


async def hold_against_hand(
    desk: Desk, database: BoundDatabase, clock: SetClock, at_work: list[UUID], body: Any
) -> None:
    expected = await by_hand(database, clock, at_work, body)
    told = await tell(desk, "/calendar/what-if", body)
    assert {line["office"] for line in told["offices"]} == {office for office, _ in expected.values()}
    assert told["whole"]["moved"] == len(expected) == sum(line["moved"] for line in told["offices"])
    assert told["uncounted"] == 0
    for line in (told["whole"], *told["offices"]):
        mine = {id: s for id, (office, s) in expected.items() if line["office"] in {None, office}}
        assert (line["earlier"], line["later"]) == (
            sum(not s.is_later for s in mine.values()),
            sum(s.is_later for s in mine.values()),
        )
        assert sum(each["dossiers"] for each in line["by_days"]) == line["moved"] == len(mine)
        opened = await pages(desk, line["href"], body, "dossiers", 7)
        assert [each["id"] for each in opened] == sorted(mine, key=lambda id: due_of(opened, id))
        for each in opened:
            assert datetime.fromisoformat(each["would_be_at"]) == mine[each["id"]].would_be_at
            assert each["days"] == mine[each["id"]].days
        for part in line["by_days"]:
            some = await pages(desk, part["href"], body, "dossiers", 50)
            assert len(some) == part["dossiers"] > 0
            assert {each["days"] for each in some} == {part["days"]}
            assert {mine[each["id"]].is_later for each in some} == {part["direction"] == "later"}


def due_of(opened: list[Any], id: str) -> tuple[str, str]:
    return next((each["due_at"], each["id"]) for each in opened if each["id"] == id)


async def test_offices_come_most_first_in_reach_and_nothing_is_written(
    desk: Desk, database: BoundDatabase, at_work: list[UUID]
) -> None:
    before = await written(database)
    whole = (await tell(desk, "/calendar/what-if", FAR))["offices"]
    assert [line["moved"] for line in whole] == sorted((line["moved"] for line in whole), reverse=True)
    assert len(whole) == 3
    for limit in (1, 2):
        assert await pages(desk, "/calendar/what-if", FAR, "offices", limit) == whole
    told = await tell(desk, "/calendar/what-if?office=H62", FAR)
    assert {line["office"] for line in told["offices"]} == {"H62.19", "H62.20"}
    assert len(await pages(desk, told["whole"]["href"], FAR, "dossiers", 50)) == told["whole"]["moved"]
    told = await tell(desk, "/calendar/what-if", FAR, offices=("H10",))
    assert {line["office"] for line in told["offices"]} == {"H10.1"}
    assert await written(database) == before


async def written(database: BoundDatabase) -> list[str]:
    async with database.reading() as connection:
        return [
            await connection.fetchval(f"select md5(string_agg(t::text, '' order by t::text)) from processing.{name} t")
            for name in ("dossiers", "steps", "transitions", "facts")
        ]


async def test_offices_out_of_reach_are_refused(desk: Desk, town: Log) -> None:
    for path in ("what-if?office=H62.20", "what-if/dossiers?office=H62.20", "what-if/dossiers?agency=H62.20"):
        refused = await ask(desk, f"/calendar/{path}", FAR, offices=("H62.19",))
        assert (refused.status_code, refused.json()["code"]) == (404, "office_not_found")


async def test_a_day_that_is_off_after_all_moves_what_it_was_counted_in(
    desk: Desk, begin: Begin, clock: SetClock
) -> None:
    """24/11/2026 is taken as a working day until its paper is proved."""
    story = await begin("2026-11-20 08:30", "2026-11-27 17:00", term=TermPart(unit="working_day", amount=5))
    clock.turn_to(local("2026-11-23 09:00"))
    body = {"days": [{"day": "2026-11-24", "kind": "day_off", "name": "Ngày Văn hóa Việt Nam", "paper": "NQ 28"}]}
    (each,) = (await tell(desk, "/calendar/what-if/dossiers", body))["dossiers"]
    assert (each["id"], each["due_on"], each["would_be_on"], each["days"]) == (story.id, "2026-11-27", "2026-11-30", 3)


async def test_what_leaves_the_published_years_is_told_apart(desk: Desk, begin: Begin, clock: SetClock) -> None:
    """The last of the calendar's working days: one day off more, and the count leaves it."""
    last = "2027-12-31"
    await begin("2027-12-30 08:30", f"{last} 17:00", term=TermPart(unit="working_day", amount=1))
    clock.turn_to(local("2027-12-30 09:00"))
    told = await tell(desk, "/calendar/what-if", {"days": [{"day": last, "kind": "day_off"}]})
    assert (told["examined"], told["uncounted"], told["whole"]["moved"]) == (1, 1, 0)


@pytest.mark.parametrize("path", ["/calendar/what-if", "/calendar/what-if/dossiers"])
async def test_a_question_that_cannot_be_right_is_refused(desk: Desk, town: Log, path: str) -> None:
    for days, code in (
        ([{"day": "2026-12-03", "kind": "day_off"}] * 2, "calendar_day_twice"),
        ([{"day": "2026-12-05", "kind": "day_off"}], "calendar_day_unchanged"),
        ([{"day": "2031-12-03", "kind": "day_off"}], "calendar_not_published"),
    ):
        assert (await ask(desk, path, {"days": days})).json()["code"] == code
    for body in ({}, {"days": []}, {"days": [{"day": "2026-12-03", "kind": "maybe"}]}, {**OFF, "more": 1}):
        assert (await ask(desk, path, body)).status_code == 422
    assert (await ask(desk, f"{path}?cursor=x", OFF)).json()["code"] == "cursor_not_valid"
    for role, status in (("leader", 200), ("registrar", 200), ("administrator", 200), ("officer", 403), ("clerk", 403)):
        assert (await ask(desk, path, OFF, role)).status_code == status
