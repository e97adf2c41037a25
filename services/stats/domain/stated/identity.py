"""Which sums a stated table allows to be checked, and whether they hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from operator import add

from services.stats.domain.stated.number import Stated
from services.stats.domain.stated.table import StatedTable
from shared.vietnamese import decimal

Side = tuple[str, ...]  # names; one that ends in "?" counts as nothing where it is not stated
_ALL: tuple[Side, ...] = (("total",), ("received", "carried_over?", "moved_in?"))
_ENDS: Side = ("late", "stopped?", "withdrawn?", "unclassed?")
_IDENTITIES: tuple[tuple[str, tuple[Side, ...], tuple[Side, ...]], ...] = (
    ("total", (("total",),), (("carried_over", "received", "moved_in?"),)),
    (
        "flow",
        _ALL,
        (
            ("resolved", "in_progress", "moved_out?"),
            ("resolved", "in_term", "overdue?", "waiting?", "moved_out?"),
        ),
    ),
    ("classes", (("resolved",),), (("in_time", *_ENDS), ("early", "on_time", *_ENDS))),
    ("in_time", (("in_time",),), (("early", "on_time"),)),
    ("late", (("late",),), (("late_with_letter", "late_without_letter"),)),
    ("channels", (("received",),), (("direct", "online", "post?"),)),
    ("in_progress", (("in_progress",),), (("in_term", "overdue", "waiting?"),)),
    ("in_time_and_late", _ALL, (("in_time_or_in_term", "late_or_overdue"),)),
)
_UNTOLD = {
    "flow": "không rõ đã hay đang giải quyết",
    "classes": "chưa xếp loại",
    "channels": "không rõ kênh tiếp nhận",
    "in_progress": "không rõ còn hạn hay quá hạn",
}


class Standing(StrEnum):
    """Whether two ways to a number meet."""

    HOLDS = "holds"
    HOLDS_TO_ROUNDING = "holds_to_rounding"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Tested:
    """`difference` is left less right as printed; `assumed` are parts that were not stated and count as nothing."""

    code: str
    left: Side
    right: Side
    assumed: Side
    standing: Standing
    difference: Fraction
    sentence: str


def tested(table: StatedTable) -> list[Tested]:
    """Every identity for which enough is stated, then the sums that the text itself claims."""
    return [_test(table, code, left, right) for code, left, right in _testable(table)]


def _testable(table: StatedTable) -> Iterator[tuple[str, Side, Side]]:
    for code, lefts, rights in _IDENTITIES:
        left, right = _first_stated(table, lefts), _first_stated(table, rights)
        if left and right:
            yield code, left, right
    for claimed in table.sums:
        yield f"sum:{claimed.whole}", (claimed.whole,), claimed.parts


def _first_stated(table: StatedTable, sides: Sequence[Side]) -> Side | None:
    def is_stated(side: Side) -> bool:
        return all(name in table.figures for name in side if not name.endswith("?"))

    return next((side for side in sides if is_stated(side)), None)


def _test(table: StatedTable, code: str, left: Side, right: Side) -> Tested:
    here, there = _stated(table, left), _stated(table, right)
    one, other = _sum(table, here), _sum(table, there)
    standing = _standing(one, other)
    assumed = tuple(name.rstrip("?") for name in (*left, *right) if name.rstrip("?") not in table.figures)
    difference = one.value - other.value
    sentence = _sentence(table, here, there, other, difference, standing)
    if standing is Standing.FAILS and difference > 0 and code in _UNTOLD:
        sentence = f"{sentence[:-1]} hồ sơ {_UNTOLD[code]}."
    return Tested(code, here, there, assumed, standing, difference, sentence)


def _stated(table: StatedTable, side: Side) -> Side:
    return tuple(name for each in side if (name := each.rstrip("?")) in table.figures)


def _sum(table: StatedTable, side: Side) -> Stated:
    return reduce(add, (table.figures[name] for name in side))


def _standing(one: Stated, other: Stated) -> Standing:
    if one.value == other.value and one.is_exact and other.is_exact:
        return Standing.HOLDS
    overlap = one.low <= other.high and other.low <= one.high
    return Standing.HOLDS_TO_ROUNDING if overlap else Standing.FAILS


def _sentence(
    table: StatedTable, left: Side, right: Side, total: Stated, difference: Fraction, standing: Standing
) -> str:
    parts = " + ".join(table.says(name) for name in right)
    here = " + ".join(table.says(name) for name in left)
    here = here[0].upper() + here[1:]
    if standing is Standing.HOLDS:
        return f"{here} = {parts}: khớp."
    if standing is Standing.HOLDS_TO_ROUNDING:
        return f"{here} ≈ {parts}: khớp trong phạm vi làm tròn của số đã in."
    sum_of = f" = {amount(total.value)}" if len(right) > 1 else ""
    how = "thiếu" if difference > 0 else "thừa"
    return f"{here}, nhưng {parts}{sum_of}: {how} {amount(abs(difference))}."


def amount(value: Fraction) -> str:
    places = next((each for each in range(7) if (value * 10**each).denominator == 1), 6)
    return decimal(value, places)
