"""The figures of an office and a span: put together from sums, checked by the identities, and their exact rates."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter, sub
from typing import NamedTuple

CHANNELS = ("direct", "online", "post")


class FiguresDoNotAddUp(Exception):
    """The books are damaged: an identity fails, so no figure leaves. `motcua recount` tells where."""


class Sums(NamedTuple):
    """Sums over stored differences: states before the span, flows within it, states at its end."""

    open_before: int = 0
    received: int = 0
    direct: int = 0
    online: int = 0
    post: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    late_with_letter: int = 0
    stopped: int = 0
    withdrawn: int = 0
    unclassed: int = 0
    refusals: int = 0
    late_by_reappointment: int = 0
    index_in_time: int = 0
    taken_in: int = 0
    filed: int = 0
    refused: int = 0
    open: int = 0
    waiting: int = 0
    overdue: int = 0
    index_overdue: int = 0
    ready_not_returned: int = 0
    pending: int = 0
    pending_late: int = 0

    def minus(self, other: "Sums") -> "Sums":
        return Sums._make(map(sub, self, other))


def sum_of(parts: Iterable[Sums]) -> Sums:
    return Sums._make(map(sum, zip(Sums(), *parts, strict=True)))


class Later(NamedTuple):
    """What falls due later today: counted late at today's end, but not yet at this moment."""

    dossiers: int = 0
    filings: int = 0


class Crossed(NamedTuple):
    """Dossiers that came from an office outside, and that went to one outside; moves inside are none."""

    moved_in: int = 0
    moved_out: int = 0


NOTHING_CROSSED = Crossed()
NOTHING_LATER = Later()


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of dossiers. `resolved` has every end in the span; states are those at its end.

    What follows `moved_out` is beside the identities: other readings of the same ends, and what is no dossier (yet).
    """

    received: int
    carried_over: int
    early: int
    on_time: int
    late: int
    late_with_letter: int
    late_without_letter: int
    stopped: int
    withdrawn: int
    unclassed: int
    in_term: int
    overdue: int
    waiting: int
    resolved: int
    direct: int
    online: int
    post: int
    moved_in: int
    moved_out: int
    refusals: int
    late_by_reappointment: int
    index_in_time: int
    index_overdue: int
    ready_not_returned: int
    taken_in: int
    filed: int
    refused: int
    pending: int
    pending_late: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Two ways to the same number."""

    name: str
    left: int
    right: int


class Rate(NamedTuple):
    """An exact ratio; `percent` is rounded half-up to two decimals, None where there is nothing to divide by."""

    numerator: int
    denominator: int
    percent: float | None


def figures_of(
    sums: Sums, later: Later = NOTHING_LATER, crossed: Crossed = NOTHING_CROSSED, *, is_difference: bool = False
) -> Figures:
    """`later` is only given where the span ends now. A difference of figures may be negative and is not checked."""
    s = sums
    overdue = s.overdue - later.dossiers
    figures = Figures(
        *(s.received, s.open_before, s.early, s.on_time, s.late, s.late_with_letter, s.late - s.late_with_letter),
        *(s.stopped, s.withdrawn, s.unclassed, s.open - overdue - s.waiting, overdue, s.waiting),
        s.early + s.on_time + s.late + s.stopped + s.withdrawn + s.unclassed,
        *(s.direct, s.online, s.post, crossed.moved_in, crossed.moved_out),
        *(s.refusals, s.late_by_reappointment, s.index_in_time, s.index_overdue, s.ready_not_returned),
        *(s.taken_in, s.filed, s.refused, s.pending, s.pending_late - later.filings),
    )
    if not is_difference:
        _check(figures)
    return figures


def identities(figures: Figures) -> tuple[Identity, ...]:
    """What must hold in every answer (measures.md 2)."""
    f = figures
    classes = f.early + f.on_time + f.late + f.stopped + f.withdrawn + f.unclassed
    states = f.in_term + f.overdue + f.waiting
    return (
        Identity(
            "carried_over + received + moved_in = resolved + moved_out + in_term + overdue + waiting",
            f.carried_over + f.received + f.moved_in,
            f.resolved + f.moved_out + states,
        ),
        Identity("resolved = early + on_time + late + stopped + withdrawn + unclassed", f.resolved, classes),
        Identity("received = direct + online + post", f.received, f.direct + f.online + f.post),
        Identity("late = late_with_letter + late_without_letter", f.late, f.late_with_letter + f.late_without_letter),
    )


def _check(f: Figures) -> None:
    """As `identities`, without making them: thousands of parts are checked in one answer."""
    holds = (
        f.carried_over + f.received + f.moved_in == f.resolved + f.moved_out + f.in_term + f.overdue + f.waiting
        and f.received == f.direct + f.online + f.post
        and min(_VALUES(f)) >= 0
    )
    if not holds:
        negative = [name for name in _NAMES if getattr(f, name) < 0]
        raise FiguresDoNotAddUp(f"{[each for each in identities(f) if each.left != each.right]} {negative}")


_NAMES = tuple(each.name for each in fields(Figures))
_VALUES = attrgetter(*_NAMES)


def check_parts(whole: Sums, parts: list[Sums]) -> None:
    """Parts equal wholes over offices, procedures and channels."""
    if sum_of(parts) != whole:
        raise FiguresDoNotAddUp(f"parts {sum_of(parts)} of {whole}")


def rate(numerator: int, denominator: int) -> Rate:
    """98.14 for 1845/1880; never computed from something rounded."""
    if not denominator:
        return Rate(numerator, denominator, None)
    hundredths = (20_000 * numerator + denominator) // (2 * denominator)
    return Rate(numerator, denominator, hundredths / 100)


def rates_of(figures: Figures) -> dict[str, Rate]:
    """Resolved of all there was to resolve here (what went to another office was not); on time and late of resolved."""
    f = figures
    return {
        "resolved_share": rate(f.resolved, f.carried_over + f.received + f.moved_in - f.moved_out),
        "on_time": rate(f.early + f.on_time, f.resolved),
        "late": rate(f.late, f.resolved),
    }
