"""Draws up a report form for an office and a period: the total, and its lines by level, field or office."""

from collections.abc import Sequence

from services.stats.domain.measure import Breakdown
from services.stats.domain.report_form import ReportForm
from services.stats.domain.report_table import LEVEL_WORDS, Counted, FilledForm, LineOf, Rows, fill_in
from services.stats.queries.question import Question
from services.stats.usecases.take_apart import Part
from services.stats.usecases.tell_figures import tell_figures
from shared.db.database import Connection
from shared.errors import Invalid


async def draw_up_report(
    connection: Connection, question: Question, form: ReportForm, rows: Sequence[Rows]
) -> FilledForm:
    """Refuses rows that no form puts together. Raises FiguresDoNotAddUp where any line breaks an identity."""
    by = _breakdown(rows)
    told = await tell_figures(connection, question, by)
    lines = [_counted(by, part) for part in told.parts] if by else []
    return fill_in(form, Counted(LineOf.TOTAL, question.head.code, "Tổng số", told.figures, lines))


def _breakdown(rows: Sequence[Rows]) -> Breakdown | None:
    if len(rows) > 1:
        raise Invalid("rows_not_combined", "Dòng của biểu chỉ chia theo một trong: cấp, lĩnh vực, đơn vị")
    return Breakdown(rows[0].value) if rows else None


def _counted(by: Breakdown, part: Part) -> Counted:
    if by is Breakdown.OFFICE:
        title = f"{part.name} (hồ sơ của chính đơn vị)" if part.is_own else part.name or part.key
        return Counted(LineOf.OFFICE, part.key, title, part.figures, is_own=part.is_own)
    return Counted(LineOf(by.value), part.key, LEVEL_WORDS.get(part.key, part.key), part.figures)
