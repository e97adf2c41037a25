"""The worked deadlines of cases/deadlines.json, each by the count and by its story."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.worktime import (
    PROFILES,
    Pause,
    Restart,
    Suspension,
    Term,
    Unit,
    Verdict,
    explain,
    national_calendar,
    reckon,
)

CASES = json.loads((Path(__file__).parent / "cases" / "deadlines.json").read_text(encoding="utf-8"))
VECTORS: list[dict[str, Any]] = CASES["vectors"]


def name_of(vector: dict[str, Any]) -> str:
    return f"{vector['id']} {vector['title']}: {vector['received'][:16]} -> {vector['expected_due'][:16]}"


def question(vector: dict[str, Any]) -> tuple[Any, ...]:
    kinds: dict[str, type[Pause | Restart]] = {"pause": Pause, "restart": Restart}
    suspensions: list[Suspension] = [
        kinds[p["kind"]](datetime.fromisoformat(p["from"]), datetime.fromisoformat(p["to"]), p["reason"])
        for p in vector.get("pauses", [])
    ]
    taken_off = [date(2026, 11, 24)] if vector.get("assume_24_11_off") else []
    return (
        Term(Unit(vector["unit"]), vector["amount"]),
        datetime.fromisoformat(vector["received"]),
        national_calendar(taken_off),
        PROFILES[vector["hours_profile"]],
        suspensions,
    )


def test_all_the_vectors_are_there() -> None:
    assert len(VECTORS) == CASES["meta"]["count"] == 48


@pytest.mark.parametrize("vector", VECTORS, ids=name_of)
def test_the_deadline_is_the_worked_one(vector: dict[str, Any]) -> None:
    deadline = reckon(*question(vector))
    assert deadline.due_at.isoformat() == vector["expected_due"]
    assert deadline.due_on.isoformat() == vector["expected_due"][:10]


@pytest.mark.parametrize("vector", VECTORS, ids=name_of)
def test_the_story_ends_on_the_worked_day(vector: dict[str, Any]) -> None:
    story = explain(*question(vector))
    assert story.due_at.isoformat() == vector["expected_due"]
    assert story.steps[0].verdict is Verdict.STARTED
    assert story.steps[-1].verdict is Verdict.DUE
    assert story.steps[-1].day.isoformat() == vector["expected_due"][:10]


def test_the_calendar_knows_every_day_off_and_make_up_day_of_the_case_file() -> None:
    calendar = national_calendar()
    listed_off = [date.fromisoformat(row["date"]) for row in CASES["days_off"]]
    make_ups = [date.fromisoformat(row["date"]) for row in CASES["makeup_workdays"]]
    assert [day for day in listed_off if calendar.is_working(day)] == []
    assert sorted(calendar.make_up_days) == make_ups
    assert {day for day in calendar.days_off if day.weekday() < 5 and day.year < 2027} == {
        day for day in listed_off if day.weekday() < 5
    }
