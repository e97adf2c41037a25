"""Tells an office's figures for a period, and takes them apart by one dimension."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.stats.domain.figures import Figures, Sums, check_parts, figures_of
from services.stats.domain.measure import Breakdown
from services.stats.domain.period import Counted, Grain, Period, counted
from services.stats.domain.series import over_time, steps_of
from services.stats.queries.figures import sums_by_channel, sums_by_procedure, sums_of_areas, sums_over_time
from services.stats.queries.offices import FallsDueLater, OfficeHead, children_of, falls_due_later
from shared.db.database import Connection
from shared.errors import Invalid
from shared.worktime import legal_day

_MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure. `is_own` is the office itself, without what lies below it."""

    key: str
    name: str | None
    period: Period
    figures: Figures
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The whole, and its parts where they were asked for."""

    figures: Figures
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about an office, and when."""

    head: OfficeHead
    period: Period
    now: datetime

    @property
    def counted(self) -> Counted:
        return counted(self.period, legal_day(self.now))

    @property
    def ends_now(self) -> bool:
        """The states are those of this moment, not of a day's end."""
        return self.counted.last_on == legal_day(self.now)

    @property
    def tag(self) -> str:
        """Changes with every figure at or below the office; what falls due in time moves it too."""
        last_on = f"{self.counted.last_on:%Y%m%d}"
        later = f"-{self.head.falls_due_later}" if self.ends_now else ""
        return f'"{self.head.generation}-{last_on}{later}"'


async def tell_figures(connection: Connection, question: Question, by: Breakdown | None) -> Told:
    """Refuses a breakdown by day over more than 400 days. Raises FiguresDoNotAddUp where an identity fails."""
    span, code = question.counted, question.head.code
    later = await _later(connection, question)
    sums = (await sums_of_areas(connection, [code], span))[code]
    figures = figures_of(sums, len_of(later))
    if by is None:
        return Told(figures, ())
    if by in {Breakdown.DAY, Breakdown.MONTH}:
        return Told(figures, tuple(await _steps(connection, question, Grain[by.name], later)))
    if by is Breakdown.OFFICE:
        return Told(figures, tuple(await _offices(connection, question, sums, later)))
    read = sums_by_channel if by is Breakdown.CHANNEL else sums_by_procedure
    parts = await read(connection, code, span)
    check_parts(sums, list(parts.values()))
    return Told(figures, tuple(_parts(question.period, parts, later, by)))


async def _later(connection: Connection, question: Question) -> list[FallsDueLater]:
    if not question.ends_now or not question.head.falls_due_later:
        return []
    return await falls_due_later(connection, question.head.code, question.now)


def len_of(later: list[FallsDueLater]) -> int:
    return sum(each.count for each in later)


def _parts(period: Period, parts: Mapping[str, Sums], later: list[FallsDueLater], by: Breakdown) -> Iterator[Part]:
    for key, sums in sorted(parts.items()):
        due_later = sum(each.count for each in later if getattr(each, by) == key)
        yield Part(key, None, period, figures_of(sums, due_later))


async def _offices(connection: Connection, question: Question, whole: Sums, later: list[FallsDueLater]) -> list[Part]:
    """The offices directly below, each with its subtree; then what the office counts itself, if anything."""
    head, period = question.head, question.period
    children = await children_of(connection, head.code)
    below = await sums_of_areas(connection, [child.code for child in children], question.counted)
    parts = [
        Part(child.code, child.name, period, figures_of(below[child.code], _under(later, child.code)))
        for child in children
    ]
    own = whole - sum(below.values(), Sums())
    if own != Sums():
        own_later = len_of([each for each in later if each.path[-1] == head.code])
        parts.append(Part(head.code, head.name, period, figures_of(own, own_later), is_own=True))
    return parts


def _under(later: list[FallsDueLater], code: str) -> int:
    return sum(each.count for each in later if code in each.path)


async def _steps(connection: Connection, question: Question, grain: Grain, later: list[FallsDueLater]) -> list[Part]:
    span = question.counted
    if grain is Grain.DAY and (span.after - span.first).days > _MOST_DAYS:
        raise Invalid("span_too_long", f"Bảng theo ngày chỉ nhận tối đa {_MOST_DAYS} ngày")
    before, added = await sums_over_time(connection, question.head.code, span, grain)
    steps = list(over_time(before, added, steps_of(span, grain)))
    parts = []
    for period, sums in steps:
        due_later = len_of(later) if period.to_on == span.last_on else 0
        parts.append(Part(f"{period.from_on:%Y-%m-%d}", None, period, figures_of(sums, due_later)))
    return parts
