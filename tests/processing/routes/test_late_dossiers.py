"""What was late and why: every count opens just what it counted, and agrees with what the domain says of each."""

import random
from typing import Any

import pytest

from services.processing.domain.remaining import is_late
from services.processing.domain.step_time import Moment
from shared.clock import SetClock
from shared.contracts.terms import CountsBy, TermPart
from shared.db.database import BoundDatabase
from shared.worktime import legal_day
from tests.processing.conftest import Begin, Desk
from tests.processing.made_up import Log
from tests.processing.past import NOW, Past, a_past, keep
from tests.processing.routes.test_work_steps import THERE, branched

PERIOD = "from=2026-03-01&to=2026-03-31"
PARTS = ("ended_dossiers", "open_dossiers", "ended_steps", "open_steps")


async def read(desk: Desk, path: str, *roles: str, **caller: Any) -> Any:
    answer = await desk.get(path, *roles, **caller)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def rows(desk: Desk, href: str, limit: int = 200) -> list[Any]:
    found, cursor = list[Any](), ""
    while True:
        page = await read(desk, f"{href}&limit={limit}{cursor}")
        found += page["dossiers"] if "dossiers" in page else page["steps"]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


async def ended(begin: Begin, at: str, **changes: Any) -> Any:
    story = await begin(**changes)
    await story.do("take-up", "2026-03-02 14:00", "officer", {})
    await story.do("finish", at, "officer", {})
    return story


async def test_late_dossiers_are_counted_with_and_without_a_cause(desk: Desk, town: Log, begin: Begin) -> None:
    await ended(begin, "2026-03-16 23:59")  # the due day
    unsaid = await ended(begin, "2026-03-17 00:00")
    said = await ended(begin, "2026-03-18 09:00")
    await said.do("lateness", "2026-03-18 10:00", "officer", {"cause": "staff"})
    told = (await read(desk, f"/lateness?{PERIOD}"))["ended_dossiers"]
    assert [told[name] for name in ("late", "with_cause", "without_cause")] == [2, 1, 1]
    assert [(each["cause"], each["name"], each["late"]) for each in told["causes"]] == [
        ("staff", "cán bộ, công chức", 1),
        (None, "chưa ghi nguyên nhân", 1),
    ]
    opened = [[row["id"] for row in await rows(desk, each["href"])] for each in told["causes"]]
    assert opened == [[said.id], [unsaid.id]]
    assert {row["id"] for row in await rows(desk, told["href"])} == {said.id, unsaid.id}
    assert [row["id"] for row in await rows(desk, told["with_cause_href"])] == [said.id]
    assert [row["id"] for row in await rows(desk, told["without_cause_href"])] == [unsaid.id]


async def test_a_period_takes_what_ended_on_its_days(desk: Desk, town: Log, begin: Begin) -> None:
    await ended(begin, "2026-03-18 00:00")
    await ended(begin, "2026-03-19 23:59")
    for first, last, late in (("18", "19", 2), ("18", "18", 1), ("19", "19", 1), ("20", "31", 0)):
        told = await read(desk, f"/lateness?from=2026-03-{first}&to=2026-03-{last}")
        assert told["ended_dossiers"]["late"] == late


async def test_what_is_open_is_overdue_now_unless_it_waits(
    desk: Desk, town: Log, begin: Begin, clock: SetClock
) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer", {})
    waiting = await begin()
    await waiting.do("take-up", "2026-03-02 14:00", "officer", {})
    await waiting.do("supplement-request", "2026-03-03 09:00", "officer")
    for at, late in (("2026-03-16 23:59", 0), ("2026-03-17 00:00", 1)):
        clock.turn_to(NOW.fromisoformat(f"{at}+07:00"))
        told = await read(desk, f"/lateness?{PERIOD}")
        assert [told[part]["late"] for part in ("open_dossiers", "ended_dossiers")] == [late, 0]
        stages = [row for row in await rows(desk, told["open_steps"]["href"]) if row["kind"] == "stage"]
        assert [row["dossier"] for row in stages] == [story.id] * late


async def test_hours_are_late_from_the_minute_on(desk: Desk, town: Log, begin: Begin) -> None:
    hours = {"term": TermPart(unit="working_hour", amount=4), "counts_by": CountsBy.HOUR}
    for at in ("11:30", "11:31"):
        story = await begin("2026-03-02 07:30", "2026-03-02 11:30", **hours)
        await story.do("take-up", "2026-03-02 08:00", "officer", {})
        await story.do("finish", f"2026-03-02 {at}", "officer", {})
    told = (await read(desk, f"/lateness?{PERIOD}"))["ended_dossiers"]
    assert [row["id"] for row in await rows(desk, told["href"])] == [story.id]


async def test_late_ones_with_a_letter_in_time_are_told_apart(desk: Desk, town: Log, begin: Begin) -> None:
    plain = await ended(begin, "2026-03-18 09:00")
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer", {})
    await story.do("extension", "2026-03-13 09:00", "leader", {"note": "Chờ ý kiến", "promised_on": "2026-03-20"})
    await story.do("finish", "2026-03-18 09:00", "officer", {})
    told = (await read(desk, f"/lateness?{PERIOD}"))["ended_dossiers"]
    assert [told[name] for name in ("late", "with_letter", "without_letter")] == [2, 1, 1]
    assert {row["id"]: row["has_letter"] for row in await rows(desk, told["href"])}[story.id] is True
    assert [row["id"] for row in await rows(desk, told["with_letter_href"])] == [story.id]
    assert [row["id"] for row in await rows(desk, told["without_letter_href"])] == [plain.id]


async def test_a_late_step_counts_for_the_office_that_had_it(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    await story.do("pass-on", "2026-03-09 09:00", "officer", {}, **THERE)  # due on 05/03
    await story.do("lateness", "2026-03-09 10:00", "officer", {"cause": "coordination", "step": 3}, **THERE)
    theirs, ours = [await read(desk, f"/lateness?{PERIOD}&office={office}") for office in ("H62.20", "H62.19")]
    assert [each["cause"] for each in theirs["ended_steps"]["causes"]] == ["coordination"]
    assert [row["number"] for row in await rows(desk, theirs["ended_steps"]["href"])] == [3]
    assert 3 not in [row["number"] for row in await rows(desk, ours["ended_steps"]["href"])]
    assert theirs["ended_dossiers"]["late"] == 0


def late_at_the_end(past: Past) -> bool:
    due = Moment(past.due_at, legal_day(past.due_at), CountsBy(past.counts_by))
    return past.outcome in {"result", "refusal"} and past.ended_at is not None and is_late(due, past.ended_at)


def overdue_now(past: Past) -> bool:
    due = Moment(past.due_at, legal_day(past.due_at), CountsBy(past.counts_by))
    return past.state == "in_process" and is_late(due, NOW)


def late_steps(past: Past) -> set[tuple[str, int]]:
    due = Moment(past.due_at, legal_day(past.due_at), CountsBy(past.counts_by))
    return {(str(past.id), n) for n, (_, _, at) in enumerate(past.stages, start=1) if at and is_late(due, at)}


@pytest.mark.parametrize("seed", range(3))
async def test_every_count_opens_what_the_domain_calls_late(
    desk: Desk, town: Log, database: BoundDatabase, clock: SetClock, seed: int
) -> None:
    chance = random.Random(seed)
    history = [a_past(chance) for _ in range(120)]
    await keep(database, history)
    clock.turn_to(NOW)
    told = await read(desk, "/lateness?from=2020-01-01&to=2026-12-31")
    for part in PARTS:
        assert told[part]["late"] == sum(each["late"] for each in told[part]["causes"])
        for name in ("late", "with_cause", "without_cause"):
            href = told[part]["href" if name == "late" else f"{name}_href"]
            assert len(await rows(desk, href, chance.randint(7, 50))) == told[part][name]
    expected = {str(past.id) for past in history if late_at_the_end(past)}
    assert {row["id"] for row in await rows(desk, told["ended_dossiers"]["href"])} == expected
    expected = {str(past.id) for past in history if overdue_now(past)}
    assert {row["id"] for row in await rows(desk, told["open_dossiers"]["href"])} == expected
    steps = set().union(*map(late_steps, history))
    assert {(row["dossier"], row["number"]) for row in await rows(desk, told["ended_steps"]["href"])} == steps


async def test_lateness_is_refused_as_lists_are(desk: Desk, town: Log) -> None:
    for path in ("/lateness", "/lateness/dossiers", "/lateness/steps"):
        assert (await desk.get(f"{path}?from=2026-03-31&to=2026-03-01")).json()["code"] == "period_not_valid"
        assert (await desk.get(f"{path}?{PERIOD}&office=H99")).json()["code"] == "office_not_found"
        assert (await desk.get(f"{path}?{PERIOD}&office=H62.20", offices=("H62.19",))).status_code == 404
        assert (await desk.get(f"{path}?{PERIOD}", "operator")).json()["code"] == "role_not_allowed"
        assert (await desk.get(f"{path}?{PERIOD}", "monitor")).status_code == 200
    for query in ("cause=weather", "which=all", "cursor=x", "limit=0"):
        assert (await desk.get(f"/lateness/steps?{PERIOD}&{query}")).status_code == 422
