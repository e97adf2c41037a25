"""The national calendar as published: the only place of working time that reads a file, once."""

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from shared.worktime.calendar import NamedDay, WorkCalendar
from shared.worktime.refusals import DayIsNotUncertain


class _Row(NamedTuple):
    day: date
    kind: str  # day_off | make_up
    named: NamedDay
    standing: str  # settled | presumed_off | presumed_working


@cache
def _rows() -> tuple[_Row, ...]:
    text = resources.files("shared.worktime").joinpath("national_calendar.csv").read_text(encoding="utf-8")
    return tuple(
        _Row(date.fromisoformat(row["day"]), row["kind"], NamedDay(row["name"], row["paper"]), row["standing"])
        for row in csv.DictReader(text.splitlines())
    )


def national_calendar(taken_off: Iterable[date] = (), taken_working: Iterable[date] = ()) -> WorkCalendar:
    """The calendar of 2018–2027. Each uncertain day keeps its own presumption unless it is named here.

    24/11 (Ngày Văn hóa Việt Nam) is presumed working, the unpublished days of Tết and Quốc khánh 2027 off.
    Naming a day that is not uncertain is refused.
    """
    return _national_calendar(frozenset(taken_off), frozenset(taken_working))


@lru_cache(maxsize=64)
def _national_calendar(taken_off: frozenset[date], taken_working: frozenset[date]) -> WorkCalendar:
    rows = _rows()
    uncertain = {row.day: row.named for row in rows if row.standing != "settled"}
    settled_off = {row.day for row in rows if row.kind == "day_off" and row.standing == "settled"}
    strangers = (taken_off - uncertain.keys() - settled_off) | (taken_working - uncertain.keys())
    if strangers or taken_off & taken_working:
        raise DayIsNotUncertain(", ".join(str(day) for day in sorted(strangers or taken_off & taken_working)))
    return WorkCalendar(
        first_year=rows[0].day.year,
        last_year=rows[-1].day.year,
        days_off={
            row.day: row.named for row in rows if row.kind == "day_off" and _is_off(row, taken_off, taken_working)
        },
        make_up_days={row.day: row.named for row in rows if row.kind == "make_up"},
        uncertain_days=uncertain,
    )


def _is_off(row: _Row, taken_off: frozenset[date], taken_working: frozenset[date]) -> bool:
    if row.day in taken_off:
        return True
    return row.standing != "presumed_working" and row.day not in taken_working
