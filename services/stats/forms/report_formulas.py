"""What is written into each cell of a report's workbook: the value, and the formula that gives the same value."""

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from services.stats.domain.report_form import FormIdentity, ReportForm
from services.stats.domain.report_table import Line

Cell = tuple[int | None, str]  # the formula is empty where the value is counted and not summed


class Formulas:
    """Columns of the form from the column `first`, then its asides, then one check for each identity."""

    def __init__(self, form: ReportForm, first: int) -> None:
        self._form = form
        numbers: dict[int | str, int] = {column.number: first + place for place, column in enumerate(form.columns)}
        asides: dict[int | str, int] = {
            aside.measure: first + len(form.columns) + place for place, aside in enumerate(form.asides)
        }
        self._columns = numbers | asides
        self._sources = {column.number for column in form.columns if column.sums}
        self._sums: dict[int, FormIdentity] = {}
        for identity in form.identities:
            if self._sources.issuperset(identity.parts):
                self._sums.setdefault(identity.whole, identity)

    @property
    def outside_names(self) -> list[str]:
        asides = [aside.name for aside in self._form.asides]
        return asides + [f"Kiểm tra: {identity.name}" for identity in self._form.identities]

    def of(self, line: Line, row: int, below: Sequence[int]) -> Iterator[Cell]:
        """`below` are the rows that make this one up; without any, columns are sums of columns."""
        for column, count in zip(self._form.columns, line.cells, strict=True):
            yield count, self._summed(self._columns[column.number], below) or self._across(column.number, row)
        for aside, count in zip(self._form.asides, line.asides, strict=True):
            yield count, self._summed(self._columns[aside.measure], below)
        for identity in self._form.identities:
            yield 0, f"={self._at(identity.whole, row)}-({self._parts(identity, row)})"

    def _summed(self, column: int, rows: Sequence[int]) -> str:
        if not rows:
            return ""
        if rows[-1] - rows[0] + 1 == len(rows):
            return f"=SUM({xl_range(rows[0], column, rows[-1], column)})"
        return "=" + "+".join(xl_rowcol_to_cell(row, column) for row in rows)

    def _across(self, number: int, row: int) -> str:
        identity = self._sums.get(number)
        return f"={self._parts(identity, row)}" if identity else ""

    def _parts(self, identity: FormIdentity, row: int) -> str:
        names: list[int | str] = [*identity.parts, *identity.asides]
        return "+".join(self._at(name, row) for name in names)

    def _at(self, name: int | str, row: int) -> str:
        cell: str = xl_rowcol_to_cell(row, self._columns[name])
        return cell
