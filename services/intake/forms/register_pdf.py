"""The register book as a PDF: A4 lying, every page with its header, totals and the closing note at the end."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from services.intake.forms.register_columns import COLUMNS, RETURNED_AT, SETS_AT, Kind
from services.intake.forms.register_head import RegisterHead, RegisterTotals
from shared.forms.form_sets import Form
from shared.forms.press import Press
from shared.forms.sheet import Sheet, SheetSize

_TEMPLATES = Path(__file__).parent / "templates"


def write_pdf(target: Path, head: RegisterHead, lines: Iterable[list[Any]]) -> None:
    target.write_bytes(Press().set_pages(register_sheet(head, lines), SheetSize.A4))


def register_sheet(head: RegisterHead, lines: Iterable[list[Any]]) -> Sheet:
    """The whole book: all lines are in memory at once, so their number has a limit."""
    totals, rows = RegisterTotals(), []
    for cells in lines:
        totals.add(cells[SETS_AT], cells[RETURNED_AT] is not None)
        rows.append([_in_words(column.kind, cell) for column, cell in zip(COLUMNS, cells, strict=False)])
    says = head.as_json() | {
        "code": f"{head.first}–{head.last}",
        "opening": head.opening,
        "closing": head.closing(totals.dossiers),
        "columns": [[column.name, column.group] for column in COLUMNS],
        "rows": rows,
        "total": totals.in_words,
        "total_sets": str(totals.sets),
    }
    return Sheet(Form.REGISTER, str(head.year), datetime.fromisoformat(head.made_at), says, _TEMPLATES)


def _in_words(kind: Kind, cell: Any) -> str:
    if kind is Kind.INSTANT and cell:
        return f"{datetime.fromisoformat(cell):%d/%m/%Y %H:%M}"
    return "" if cell is None else str(cell)
