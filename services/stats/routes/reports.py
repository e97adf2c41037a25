"""Official reports: the prescribed forms for an office and a period."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path as InPath
from fastapi import Query, Request, Response

from services.stats.dependencies import CompleteTo, FigureReader, KnownTags, Now, Reported, is_known
from services.stats.domain.period import Period
from services.stats.domain.report_form import all_forms, report_form
from services.stats.domain.report_table import Rows
from services.stats.domain.stated.check import check_stated
from services.stats.forms.report_paper import ReportPaper
from services.stats.queries.closings import closing_of
from services.stats.queries.office_names import names_down_to
from services.stats.queries.question import Question, question_about
from services.stats.routes.figures import figure_headers
from services.stats.routes.printing import content_tag, file_header, print_report
from services.stats.routes.report_formats import MEDIA_TYPES, Format, WantedFormat
from services.stats.schemas.figures import CompleteToOut
from services.stats.schemas.reports import FormOut, FormsOut, ReportAnswer
from services.stats.schemas.stated import CheckedOut, StatedTableIn
from services.stats.usecases.draw_up_closed import draw_up_closed
from services.stats.usecases.draw_up_report import draw_up_report
from shared.vietnamese import day
from shared.web.app import make_router
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("reports")
AskedRows = Annotated[
    list[Rows] | None,
    Query(max_length=2, description="Dòng của biểu: theo cấp, lĩnh vực, đơn vị; cấp cùng lĩnh vực"),
]
FormName = Annotated[str, InPath(max_length=20, description="Tên biểu", examples=["II.06a", "07a-BTP"])]
_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPES[each]: {} for each in Format if each is not Format.JSON}},
    304: {"description": "Không đổi so với `ETag` đã gửi"},
}


@router.get("/reports", summary="Các biểu báo cáo", response_model=FormsOut)
async def list_forms(_: FigureReader) -> Any:
    """The forms that can be drawn up, each with its columns and the days on which it was prescribed."""
    return FormsOut(items=[FormOut.of(form) for form in all_forms()])


@router.get("/reports/{form}", summary="Lập biểu báo cáo", response_model=ReportAnswer, responses=_FORMATS)
async def read_report(
    form: FormName,
    question: Reported,
    complete_to: CompleteTo,
    known: KnownTags,
    connection: Reading,
    wanted: WantedFormat,
    request: Request,
    response: Response,
    rows: AskedRows = None,
) -> Any:
    """The form with its total line, checked line by line before it leaves.

    `ETag` moves with every figure of the office; that of a paper also with its date.

    Examples: a province's quarter by level and field `/reports/II.06a?office=25&period=2026-Q1&rows=level&rows=field`;
    the same as a workbook `…&format=xlsx`; a commune's month as prose `?office=08911&period=2026-M03&format=text`.

    Refuses: report_form_not_found, office_not_found (also: out of reach), period_or_span, reporting_period_not_read,
    period_reversed, rows_not_combined, role_not_allowed (403).
    """
    prescribed = report_form(form, question.period.to_on)
    headers = figure_headers(_tag(question, wanted), complete_to.position) | {"Vary": "Accept"}
    if is_known(headers["ETag"], known):
        return Response(status_code=304, headers=headers)
    lines = list(dict.fromkeys(rows or ()))
    filled = await draw_up_report(connection, question, prescribed, lines)
    names = await names_down_to(connection, question.head.code)
    head, counted_to = question.head, question.counted.last_on
    paper = ReportPaper(filled, question.period, counted_to, question.of, head.name, names, question.today)
    if wanted is Format.JSON:
        response.headers.update(headers)
        return ReportAnswer.of(question, paper, lines, complete_to)
    content = await print_report(paper, wanted, request.app.state.press)
    return Response(content, media_type=wanted.media_type, headers=headers | file_header(paper, wanted))


@router.get(
    "/closings/{id}/reports/{form}", summary="Biểu của một kỳ đã chốt", response_model=ReportAnswer, responses=_FORMATS
)
async def read_closed_report(
    caller: FigureReader,
    connection: Reading,
    known: KnownTags,
    wanted: WantedFormat,
    request: Request,
    now: Now,
    id: UUID,
    form: FormName,
    rows: AskedRows = None,
) -> Response:
    """The form as it was reported, frozen with the closing and dated by it; whatever was learnt since is not in it.

    Lines by level, or by level and field. The lines open no dossiers: those are known as of now.

    Refuses: closing_not_found, report_form_not_found, rows_not_frozen, role_not_allowed (403).
    """
    closing = await closing_of(connection, id, visible_to=caller.offices)
    lines = list(dict.fromkeys(rows or ()))
    filled = draw_up_closed(closing, report_form(form, closing.to_on), lines)
    question = await question_about(connection, caller, closing.office, Period(closing.from_on, closing.to_on), now)
    head = question.head
    names, closed_on = await names_down_to(connection, head.code), legal_day(closing.closed_at)
    closed = f"Số liệu chốt ngày {day(closed_on)}, phát hành lần {closing.issue}."
    paper = ReportPaper(filled, question.period, closing.to_on, question.of, head.name, names, closed_on, closed)
    if wanted is Format.JSON:
        complete_to = CompleteToOut(
            position=closing.positions["processing"], recorded_at=None, sources=dict(closing.positions), lagging=[]
        )
        content = ReportAnswer.of(question, paper, lines, complete_to).model_dump_json(by_alias=True).encode()
    else:
        content = await print_report(paper, wanted, request.app.state.press)
    headers = {"Cache-Control": "private, no-cache", "Vary": "Accept", "ETag": content_tag(content)}
    if is_known(headers["ETag"], known):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=wanted.media_type, headers=headers | file_header(paper, wanted))


@router.post("/reports/check", summary="Kiểm tra một bảng số liệu đã công bố", response_model=CheckedOut)
async def check_stated_table(stated: StatedTableIn, _: FigureReader) -> Any:
    """Figures of an article or a paper report: which sums and percentages hold, by how much the others fail, what is
    not told, and which one misprinted number would explain it. Nothing is looked up, nothing is kept.

    Refuses: number_not_read, percentage_not_read, measure_not_known, name_is_a_measure, figure_not_stated,
    role_not_allowed (403).
    """
    return CheckedOut.of(check_stated(stated.as_table()))


def _tag(question: Question, wanted: Format) -> str:
    """A paper carries the day on which it was made, so it is another one tomorrow."""
    if wanted is Format.JSON:
        return question.tag
    return f'{question.tag[:-1]}-{wanted}-{question.today:%Y%m%d}"'
