"""Thirteen reporting months as stacked bars: what was resolved in time, and late on top."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.desk.presenters.charts.stacked import Stack, StackedBars, stacked_bars
from services.desk.presenters.monitoring.view import View
from services.desk.presenters.written import instant
from services.desk.texts import _
from shared.vietnamese import number


def trend_of(view: View, steps: Sequence[Mapping[str, Any]]) -> StackedBars:
    return stacked_bars([_stack(view, step) for step in steps])


def _stack(view: View, step: Mapping[str, Any]) -> Stack:
    late, resolved = step["figures"]["late"], step["figures"]["resolved"]
    name = month_of(step["period"]["to"])
    month = view.of_period(name)
    label = f"T{int(name[6:])}"
    words = _("Tháng {month}/{year}").format(month=int(name[6:]), year=name[:4])
    others = _("{words}: {n} hồ sơ đã giải quyết, không quá hạn").format(words=words, n=number(resolved - late))
    lates = _("{words}: {n} hồ sơ quá hạn").format(words=words, n=number(late))
    return Stack(label, resolved - late, late, month.address(), month.dossiers("late"), others, lates)


def month_of(last: str) -> str:
    """The name of a reporting month by a day of its last half: the one that goes on is cut at today."""
    on = instant(f"{last}T12:00:00+07:00")
    year, month = (on.year, on.month) if on.day < 15 else (on.year + on.month // 12, on.month % 12 + 1)
    return f"{year}-M{month:02}"
