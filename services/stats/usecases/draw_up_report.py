"""Draws up a report form for an office and a period: the total, and its lines by level, field or office."""

from collections.abc import Iterable, Sequence

from services.stats.domain.figures import Figures
from services.stats.domain.measure import Breakdown
from services.stats.domain.report_form import ReportForm
from services.stats.domain.report_table import LEVEL_WORDS, Counted, FilledForm, LineOf, Rows, fill_in
from services.stats.queries.question import Question
from services.stats.usecases.take_apart import Part
from services.stats.usecases.tell_figures import tell_figures
from shared.db.database import Connection
from shared.errors import Invalid
from shared.text import fold

_ORDER = tuple(LEVEL_WORDS)
_BY = {
    (): None,
    (Rows.OFFICE,): Breakdown.OFFICE,
    (Rows.LEVEL,): Breakdown.LEVEL,
    (Rows.FIELD,): Breakdown.FIELD,
    (Rows.FIELD, Rows.LEVEL): Breakdown.LEVEL_FIELD,
}


async def draw_up_report(
    connection: Connection, question: Question, form: ReportForm, rows: Sequence[Rows]
) -> FilledForm:
    """Lines stand level by level. Refuses rows that no form puts together (`rows_not_combined`).

    Raises FiguresDoNotAddUp where any line breaks an identity, or the lines do not make up the total.
    """
    asked = tuple(sorted(set(rows)))
    if asked not in _BY:
        raise Invalid("rows_not_combined", "Dòng của biểu chia theo cấp, lĩnh vực, đơn vị, hoặc cấp cùng lĩnh vực")
    by = _BY[asked]
    is_double = by is Breakdown.LEVEL_FIELD
    told = await tell_figures(connection, question, Breakdown.LEVEL if is_double else by)
    fields = (await tell_figures(connection, question, by)).parts if is_double else ()
    return fill_in_parts(form, question.head.code, told.figures, asked, told.parts, fields)


def fill_in_parts(
    form: ReportForm, office: str, total: Figures, asked: Sequence[Rows], parts: Iterable[Part], fields: Iterable[Part]
) -> FilledForm:
    """`fields` are those of levels, where both are asked for."""
    inside = list(fields) if Rows.FIELD in asked and Rows.LEVEL in asked else []
    lines = [_counted(part, asked, inside) for part in _in_order(parts)]
    return fill_in(form, Counted(LineOf.TOTAL, office, "Tổng số", total, lines))


def _in_order(parts: Iterable[Part]) -> list[Part]:
    """By level from above, then as a dictionary has them; the office itself behind what lies below it."""

    def place(part: Part) -> tuple[bool, int, str, str]:
        level = part.level or part.key
        return part.is_own, _ORDER.index(level) if level in _ORDER else len(_ORDER), fold(part.key), part.key

    return sorted(parts, key=place)


def _counted(part: Part, asked: Sequence[Rows], fields: Iterable[Part]) -> Counted:
    if Rows.OFFICE in asked:
        title = f"{part.name} (hồ sơ của chính đơn vị)" if part.is_own else part.name or part.key
        return Counted(LineOf.OFFICE, part.key, title, part.figures, is_own=part.is_own)
    if Rows.LEVEL in asked:
        below = [_field(each) for each in _in_order(fields) if each.level == part.key]
        return Counted(LineOf.LEVEL, part.key, LEVEL_WORDS.get(part.key, "Chưa rõ cấp"), part.figures, below)
    return _field(part)


def _field(part: Part) -> Counted:
    return Counted(LineOf.FIELD, part.key, part.key or "Chưa rõ lĩnh vực", part.figures)
