"""Puts the figures of parts together: sums of each step, what falls due later today, and what crossed borders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.stats.domain.figures import NOTHING_CROSSED, Crossed, Figures, Later, Sums, figures_of, sum_of
from services.stats.domain.measure import Breakdown
from services.stats.domain.only import ALL, Only
from services.stats.domain.period import Period
from services.stats.domain.series import over_time
from services.stats.queries.due_later import FallsDueLater, later_of
from services.stats.queries.figures import Course, PartKey, courses_of
from services.stats.queries.moves import Crossings
from services.stats.queries.question import Question
from services.stats.queries.scopes import Share
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class Step:
    """The figures of one stretch of a series."""

    period: Period
    figures: Figures


@dataclass(frozen=True)
class Asking:
    """One question in the middle of being answered: its steps are those of a series, or the span as one."""

    connection: Connection
    question: Question
    periods: Sequence[Period]
    crossings: Crossings
    due_later: Sequence[FallsDueLater]
    only: Only = ALL

    async def answer(
        self,
        shares: Sequence[Share],
        by: Breakdown | None,
        due_later: Sequence[FallsDueLater],
        roots: Sequence[str],
    ) -> "Answer":
        courses = await courses_of(self.connection, shares, self.question.counted, self.periods, by, self.only)
        crossed = await self.crossings.into_and_out_of(roots, by)
        return Answer(self, courses, crossed, _by_part(due_later, by))

    async def whole(self, courses: Mapping[PartKey, Course] | None = None) -> "Answer":
        """The office asked for; `courses` where they were read already."""
        head = self.question.head
        if courses is None:
            return await self.answer(head.shares, None, self.due_later, [head.code])
        crossed = await self.crossings.into_and_out_of([head.code])
        return Answer(self, courses, crossed, _by_part(self.due_later, None))


@dataclass(frozen=True)
class Answer:
    """Figures of every part, at every step and over the whole span."""

    asking: Asking
    courses: Mapping[PartKey, Course]
    crossed: Mapping[tuple[PartKey, int], Crossed]
    later: Mapping[PartKey, Later]

    @cached_property
    def keys(self) -> list[PartKey]:
        """What only came and went again is in no sum."""
        return sorted({*self.courses, *(key for key, _ in self.crossed)})

    def course(self, key: PartKey) -> Course:
        return self.courses.get(key) or Course(Sums(), [None] * len(self.asking.periods))

    def is_empty(self, key: PartKey) -> bool:
        """Nothing was ever counted for it by the end of the span."""
        course = self.course(key)
        is_zero = not any(course.before) and not any(any(step) for step in course.steps if step)
        return is_zero and not any(self.crossed_by(key))

    def crossed_by(self, key: PartKey) -> Crossed:
        each = [self.crossed[key, n] for n in range(len(self.asking.periods)) if (key, n) in self.crossed]
        return Crossed(sum(c.moved_in for c in each), sum(c.moved_out for c in each)) if each else NOTHING_CROSSED

    def sums(self, key: PartKey) -> Sums:
        """Over the whole span."""
        return total_of(self.course(key))

    def total(self, key: PartKey) -> Figures:
        return figures_of(self.sums(key), self.later.get(key, Later()), self.crossed_by(key))

    def steps(self, key: PartKey) -> tuple[Step, ...]:
        course, periods = self.course(key), self.asking.periods
        last = len(periods) - 1
        return tuple(
            Step(
                period,
                figures_of(
                    sums,
                    self.later.get(key, Later()) if number == last else Later(),
                    self.crossed.get((key, number), NOTHING_CROSSED),
                ),
            )
            for number, (period, sums) in enumerate(zip(periods, over_time(course.before, course.steps), strict=True))
        )


def together(courses: Iterable[Course]) -> Course:
    """Several courses of the same steps as one."""
    each = list(courses)
    steps = [_sum_of([course.steps[n] for course in each]) for n in range(max(len(c.steps) for c in each))]
    return Course(sum_of(course.before for course in each), steps)


def total_of(course: Course) -> Sums:
    """All steps as one."""
    return next(over_time(course.before, [_sum_of(course.steps)]))


def _sum_of(steps: Sequence[Sums | None]) -> Sums:
    return sum_of(step for step in steps if step)


def _by_part(due_later: Sequence[FallsDueLater], by: Breakdown | None) -> dict[PartKey, Later]:
    parts: dict[PartKey, list[FallsDueLater]] = {}
    for each in due_later:
        parts.setdefault(_part_of(each, by), []).append(each)
    return {key: later_of(each) for key, each in parts.items()}


def _part_of(each: FallsDueLater, by: Breakdown | None) -> PartKey:
    if by is None or by is Breakdown.OFFICE:
        return PartKey(each.root)
    if by is Breakdown.LEVEL_FIELD:
        return PartKey(each.root, (each.level, each.field))
    return PartKey(each.root, (getattr(each, by.value),))
