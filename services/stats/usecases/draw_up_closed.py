"""Draws up a report form from a closed period: as it was reported, whatever was learnt since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from services.stats.domain.closing import Closing
from services.stats.domain.figures import Figures
from services.stats.domain.period import Period
from services.stats.domain.report_form import ReportForm
from services.stats.domain.report_table import FilledForm, Rows
from services.stats.usecases.draw_up_report import fill_in_parts
from services.stats.usecases.take_apart import Part
from shared.errors import Invalid

_NAMES = tuple(each.name for each in fields(Figures))


def draw_up_closed(closing: Closing, form: ReportForm, rows: Sequence[Rows]) -> FilledForm:
    """By level, or by level and field: what was frozen. Refuses other rows (`rows_not_frozen`)."""
    asked = tuple(sorted(set(rows)))
    if asked not in {(), (Rows.LEVEL,), (Rows.FIELD, Rows.LEVEL)}:
        raise Invalid("rows_not_frozen", "Kỳ đã chốt chỉ lập được theo cấp, hoặc theo cấp cùng lĩnh vực")
    period = Period(closing.from_on, closing.to_on)
    parts = [
        Part(each["field"], None, period, _figures(each["figures"]), level=each["level"]) for each in closing.parts
    ]
    by_level: dict[str, list[Part]] = {}
    for part in parts:
        by_level.setdefault(part.level or "", []).append(part)
    levels = [Part(level, None, period, _sum(part.figures for part in own)) for level, own in by_level.items()]
    total = _figures(closing.figures)
    return fill_in_parts(form, closing.office, total, asked, levels if asked else (), parts)


def _figures(frozen: Mapping[str, Any]) -> Figures:
    """A measure that is counted only since has nothing in it."""
    return Figures(*(frozen.get(name, 0) for name in _NAMES))


def _sum(figures: Iterable[Figures]) -> Figures:
    """The fields of a level: nothing goes from one field to another, so their sum is the level."""
    every = list(figures)
    return Figures(*(sum(getattr(each, name) for each in every) for name in _NAMES))
