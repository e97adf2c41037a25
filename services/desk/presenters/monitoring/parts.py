"""The table of parts: units, fields, procedures or channels, the worst first, each number with its list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from services.desk.clients.monitoring import Names
from services.desk.presenters.monitoring.view import CHANNELS, View
from services.desk.presenters.written import share
from services.desk.texts import N_, _
from shared.text import fold

FEW = 5
COLUMNS = ("received", "resolved", "late", "overdue")
BY = {"don-vi": "office", "linh-vuc": "field", "thu-tuc": "procedure", "kenh": "channel"}
TITLES = {"don-vi": N_("Đơn vị"), "linh-vuc": N_("Lĩnh vực"), "thu-tuc": N_("Thủ tục"), "kenh": N_("Kênh")}
SORTS = ("ten", *COLUMNS, "tre")
_WITH_UNITS = frozenset({"nation", "province", "district"})
_SCALE = 10  # percent: the whole length of a late bar


@dataclass(frozen=True, slots=True)
class Number:
    """A count with its list."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """`late_width` is of a hundred, which stand for ten percent; None where there are too few to say."""

    key: str
    name: str
    href: str
    numbers: Sequence[Number]
    in_time: str
    late_share: Fraction | None
    late_width: float | None
    is_beyond: bool
    has_data: bool


def rows_of(view: View, by: str, parts: Sequence[Mapping[str, Any]], names: Names) -> list[Row]:
    return [_row(view, by, part, names) for part in parts]


def _row(view: View, by: str, part: Mapping[str, Any], names: Names) -> Row:
    figures = part["figures"]
    late = Fraction(figures["late"], figures["resolved"]) if figures["resolved"] >= FEW else None
    inside = narrowed(view, by, part)
    own = "1" if part["is_own"] else None
    return Row(
        key=part["key"],
        name=name_of(by, part, names),
        href=view.dossiers("received", rieng=own) if own else deeper(inside, by),
        numbers=[Number(figures[name], inside.dossiers(name, rieng=own)) for name in COLUMNS],
        in_time=share(figures["early"] + figures["on_time"], figures["resolved"]),
        late_share=late,
        late_width=None if late is None else round(min(100.0, float(late) * 100 / _SCALE * 100), 1),
        is_beyond=late is not None and late * 100 > _SCALE,
        has_data=has_data(figures),
    )


def has_data(figures: Mapping[str, int]) -> bool:
    """Nothing came in, nothing ended, nothing is open: it did not tell anything."""
    return any(figures[name] for name in ("received", "resolved", "in_term", "overdue", "waiting", "carried_over"))


def narrowed(view: View, by: str, part: Mapping[str, Any]) -> View:
    """The view of this part alone."""
    if by == "don-vi":
        return view.of_office(part["key"])
    return replace(view, **{BY[by]: part["key"]})


def deeper(inside: View, by: str) -> str:
    """From a unit to its board, from a field to its procedures, from a procedure or channel to the dossiers."""
    return inside.dossiers("received") if by in {"thu-tuc", "kenh"} else inside.address()


def name_of(by: str, part: Mapping[str, Any], names: Names) -> str:
    if by == "don-vi":
        return f"{part['name']} {_('(hồ sơ của chính đơn vị)')}" if part["is_own"] else part["name"] or part["key"]
    if by == "thu-tuc":
        return names.procedure(part["key"])
    if by == "kenh":
        return _(CHANNELS.get(part["key"], part["key"]))
    return part["key"] or _("Chưa rõ lĩnh vực")


def in_order(rows: Sequence[Row], sort: str) -> list[Row]:
    """By a column, the most first; by name as a dictionary; usually the largest late share first, the few behind."""
    if sort == "ten":
        return sorted(rows, key=lambda row: (fold(row.name), row.name))
    if sort in COLUMNS:
        place = COLUMNS.index(sort)
        return sorted(rows, key=lambda row: (-row.numbers[place].count, fold(row.name)))
    return sorted(rows, key=lambda row: (row.late_share is None, -(row.late_share or 0), -_late(row), fold(row.name)))


def _late(row: Row) -> int:
    return row.numbers[COLUMNS.index("late")].count


def usual_by(view: View, level: str) -> str:
    """Where one goes next: units, else fields, else procedures."""
    if view.is_of_kinds:
        return "thu-tuc"
    if level in _WITH_UNITS:
        return "don-vi"
    return "kenh" if view.channel else "linh-vuc"


def choices_of(view: View, by: str) -> list[tuple[str, str, bool]]:
    """What else the table may be taken apart by: words, address, whether it is."""
    possible = [name for name in BY if is_possible(view, name)]
    return [(_(TITLES[name]), view.address(theo=name) + "#bang", name == by) for name in possible]


def is_possible(view: View, by: str) -> bool:
    """The channel is not told with fields and procedures."""
    if by == "kenh":
        return not view.is_of_kinds
    return by == "don-vi" or not view.channel
