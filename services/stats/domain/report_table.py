"""A report form filled in: lines that make the total, and every identity of the form checked on every line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.stats.domain.figures import Figures, FiguresDoNotAddUp
from services.stats.domain.report_form import FormIdentity, ReportForm
from shared.vietnamese import number

Cells = tuple[int | None, ...]
LEVEL_WORDS = {
    "nation": "Cơ quan trung ương",
    "province": "Cấp tỉnh",
    "department": "Sở, ngành",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
}


class Rows(StrEnum):
    """By what the lines of a report may be taken apart."""

    LEVEL = "level"
    FIELD = "field"
    OFFICE = "office"


class LineOf(StrEnum):
    """What a line of a report stands for."""

    TOTAL = "total"
    LEVEL = "level"
    FIELD = "field"
    OFFICE = "office"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted for one line; `below` are its parts where the line itself is taken apart."""

    of: LineOf
    key: str
    title: str
    figures: Figures
    below: Sequence["Counted"] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """`cells` in the order of the form's columns, `asides` in that of its asides. The lines `below` make it up.

    `figures` are what it was filled from: none for a line that only takes off what others count twice.
    """

    of: LineOf
    key: str
    title: str
    cells: Cells
    asides: tuple[int, ...]
    figures: Figures | None
    below: tuple["Line", ...] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class FormCheck:
    """An identity of the form on its total line; `asides` are what it needs beside the columns."""

    identity: FormIdentity
    left: int
    right: int
    asides: int

    @property
    def holds_in_columns(self) -> bool:
        """By the columns alone, as whoever receives the form will add them up."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The form with its total line; `total.below` are the lines of the table."""

    form: ReportForm
    total: Line

    @property
    def checks(self) -> tuple[FormCheck, ...]:
        return tuple(_check(self.form, each, self.total) for each in self.form.identities)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What no column has, each with its count; only where there is any."""
        pairs = zip(self.form.asides, self.total.asides, strict=True)
        return tuple(aside.text.format(count=number(count)) for aside, count in pairs if count)

    def lines(self) -> Iterator[tuple[int, Line]]:
        """All lines but the total, each with how deep it stands."""
        for line in self.total.below:
            yield 0, line
            yield from ((1, part) for part in line.below)


def fill_in(form: ReportForm, total: Counted) -> FilledForm:
    """Raises FiguresDoNotAddUp where a line breaks an identity, or lines do not make up what is above them."""
    filled = FilledForm(form, _line(form, total))
    for line in (filled.total, *(line for _, line in filled.lines())):
        failing = [each for each in form.identities if _fails(_check(form, each, line))]
        if failing:
            raise FiguresDoNotAddUp(f"{form.number} {line.key}: {[each.name for each in failing]}")
    return filled


def _line(form: ReportForm, counted: Counted) -> Line:
    cells = tuple(column.value(counted.figures) for column in form.columns)
    asides = tuple(getattr(counted.figures, aside.measure) for aside in form.asides)
    below = tuple(line for part in counted.below if not _is_idle(line := _line(form, part)))
    whole = Line(counted.of, counted.key, counted.title, cells, asides, counted.figures, (), counted.is_own)
    if not below:
        return whole
    return replace(whole, below=(*below, *_handed_over(form, whole, below, counted)))


def _is_idle(line: Line) -> bool:
    """Fields and levels with nothing in the period are left out; an office says that it had nothing."""
    return line.of is not LineOf.OFFICE and not any(line.cells) and not any(line.asides)


def _handed_over(form: ReportForm, whole: Line, below: Sequence[Line], counted: Counted) -> tuple[Line, ...]:
    """Dossiers that went from one line to another stand in both; this line takes them off once.

    So the lines always add up to what is above them, in every column.
    """
    cells = tuple(_less(cell, [line.cells[place] for line in below]) for place, cell in enumerate(whole.cells))
    asides = tuple(one - sum(line.asides[place] for line in below) for place, one in enumerate(whole.asides))
    moved = counted.figures.moved_in - sum(part.figures.moved_in for part in counted.below)
    expected = tuple(moved * (aside.measure == "moved_out") for aside in form.asides)
    if cells != _of_moves(form, moved) or asides != expected:
        raise FiguresDoNotAddUp(f"{form.number} {whole.key}: lines leave {cells} {asides}, moved {moved}")
    title = "Trừ hồ sơ bàn giao giữa các dòng của báo cáo"
    return (Line(LineOf.HANDED_OVER, "", title, cells, asides, None),) if moved else ()


def _of_moves(form: ReportForm, moved: int) -> Cells:
    return tuple(moved * column.sums.count("moved_in") if column.sums else None for column in form.columns)


def _less(cell: int | None, parts: Sequence[int | None]) -> int | None:
    return None if cell is None else cell - sum(part or 0 for part in parts)


def _check(form: ReportForm, identity: FormIdentity, line: Line) -> FormCheck:
    def cell(number: int) -> int:
        return line.cells[form.place_of(number)] or 0

    named = {aside.measure: count for aside, count in zip(form.asides, line.asides, strict=True)}
    asides = sum(named[each] for each in identity.asides)
    return FormCheck(identity, cell(identity.whole), sum(map(cell, identity.parts)), asides)


def _fails(check: FormCheck) -> bool:
    return check.left != check.right + check.asides
