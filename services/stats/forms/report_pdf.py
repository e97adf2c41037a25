"""A report as the printed form: what its sheet says, in the words and digits of the paper."""

from datetime import datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from services.stats.domain.report_form import NO_SOURCE
from services.stats.domain.report_table import Cells
from services.stats.forms.report_header import depth_of, headings
from services.stats.forms.report_paper import SIGNERS, ReportPaper
from shared.forms.sheet import Sheet
from shared.vietnamese import number
from shared.worktime import LEGAL_ZONE

_TEMPLATES = Path(__file__).parent / "templates"


class Paper(StrEnum):
    """The papers of this office, by the name of their template."""

    REPORT = "report"


def report_sheet(paper: ReportPaper) -> Sheet:
    """Dated by its day alone: printed again on that day it is the same paper."""
    filled = paper.filled
    form = filled.form
    says = {
        "title": form.title,
        "code": form.number,
        "form": form.number,
        "circular": form.circular,
        "reporting": paper.reporting,
        "receiver": paper.receiver,
        "period": paper.period_line,
        "unit": form.unit,
        "place_and_day": paper.place_and_day,
        "depth": depth_of(form),
        "columns": len(form.columns) + 2,
        "headings": [{"rows": each.rows, "columns": each.columns, "text": each.text} for each in headings(form)],
        "numbers": [f"({each})" for each in (1, 2, *(column.number for column in form.columns))],
        "rows": _rows(paper),
        "total": _printed(filled.total.cells),
        "no_source": NO_SOURCE,
        "notes": list(paper.notes),
        "signers": [list(each) for each in SIGNERS],
    }
    made_at = datetime.combine(paper.made_on, time(), LEGAL_ZONE)
    return Sheet(Paper.REPORT, form.number, made_at, says, _TEMPLATES)


def _rows(paper: ReportPaper) -> list[dict[str, Any]]:
    return [
        {
            "mark": mark,
            "depth": depth,
            "head": bool(line.below),
            "title": line.title,
            "cells": _printed(line.cells),
        }
        for mark, depth, line in paper.numbered()
    ]


def _printed(cells: Cells) -> list[str | None]:
    return [None if cell is None else number(cell) for cell in cells]
