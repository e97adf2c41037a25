"""The figures of an office and a span: put together from sums, checked by the identities, and their exact rates."""

from dataclasses import dataclass, fields

CHANNELS = ("direct", "online", "post")


class FiguresDoNotAddUp(Exception):
    """The books are damaged: an identity fails, so no figure leaves. `motcua recount` tells where."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over stored differences: states before the span, flows within it, states at its end."""

    open_before: int = 0
    direct: int = 0
    online: int = 0
    post: int = 0
    received: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    late_with_letter: int = 0
    stopped: int = 0
    withdrawn: int = 0
    unclassed: int = 0
    open: int = 0
    waiting: int = 0
    overdue: int = 0

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, each.name) - getattr(other, each.name) for each in fields(Sums)))

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Sums)))


@dataclass(frozen=True, slots=True)
class Crossed:
    """Dossiers that came from an office outside, and that went to one outside; moves inside are none."""

    moved_in: int = 0
    moved_out: int = 0


NOTHING_CROSSED = Crossed()


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of dossiers. `resolved` has every end in the span; the three states are those at its end."""

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


@dataclass(frozen=True, slots=True)
class Identity:
    """Two ways to the same number."""

    name: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Rate:
    """An exact ratio; `percent` is rounded half-up to two decimals, None where there is nothing to divide by."""

    numerator: int
    denominator: int
    percent: float | None


def figures_of(sums: Sums, falls_due_later: int = 0, crossed: Crossed = NOTHING_CROSSED) -> Figures:
    """`falls_due_later`: limits in hours that end later today are counted overdue at today's end, but not yet now."""
    overdue = sums.overdue - falls_due_later
    resolved = sums.early + sums.on_time + sums.late + sums.stopped + sums.withdrawn + sums.unclassed
    figures = Figures(
        received=sums.received,
        carried_over=sums.open_before,
        early=sums.early,
        on_time=sums.on_time,
        late=sums.late,
        late_with_letter=sums.late_with_letter,
        late_without_letter=sums.late - sums.late_with_letter,
        stopped=sums.stopped,
        withdrawn=sums.withdrawn,
        unclassed=sums.unclassed,
        in_term=sums.open - overdue - sums.waiting,
        overdue=overdue,
        waiting=sums.waiting,
        resolved=resolved,
        direct=sums.direct,
        online=sums.online,
        post=sums.post,
        moved_in=crossed.moved_in,
        moved_out=crossed.moved_out,
    )
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


def _check(figures: Figures) -> None:
    failing = [each for each in identities(figures) if each.left != each.right]
    negative = [each.name for each in fields(Figures) if getattr(figures, each.name) < 0]
    if failing or negative:
        raise FiguresDoNotAddUp(f"{failing} {negative}")


def check_parts(whole: Sums, parts: list[Sums]) -> None:
    """Parts equal wholes over offices, procedures and channels."""
    if sum(parts, Sums()) != whole:
        raise FiguresDoNotAddUp(f"parts {sum(parts, Sums())} of {whole}")


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
