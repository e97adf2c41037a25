"""Figures of an office and a period, and the dossiers and filings behind each of them."""

from collections.abc import Sequence
from typing import Annotated, Any

import orjson
from fastapi import Depends, Query, Request, Response

from services.stats.dependencies import Asked, CompleteTo, FigureReader, KnownTags, is_known
from services.stats.domain.measure import OF_FILINGS, Breakdown, Measure
from services.stats.domain.only import Only
from services.stats.queries.dossiers import Part
from services.stats.queries.question import Question
from services.stats.routes.dossier_pages import place_of
from services.stats.schemas.answer import answer_of
from services.stats.schemas.figures import CountedDossiersOut, CountedFilingsOut, FiguresAnswer
from services.stats.usecases.open_figure import open_figure
from services.stats.usecases.tell_figures import tell_figures
from shared.contracts.terms import Channel
from shared.db.database import Connection
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Code, Text
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading

router = make_router("figures")
_BY = """Tách theo một chiều: đơn vị, cấp, lĩnh vực, lĩnh vực trong từng cấp, thủ tục, kênh; và theo thời gian: ngày,
tuần, nửa tháng, tháng, tháng báo cáo (15–14), quý, năm. Gửi hai lần để hỏi cả hai chiều"""


async def _dimensions(
    breakdown: Annotated[list[Breakdown] | None, Query(description=_BY, max_length=2)] = None,
) -> tuple[Breakdown | None, Breakdown | None]:
    return one_of_each(breakdown or [])


def one_of_each(asked: Sequence[Breakdown]) -> tuple[Breakdown | None, Breakdown | None]:
    """At most one kind of parts, and one of time."""
    parts, times = [by for by in asked if not by.is_of_time], [by for by in asked if by.is_of_time]
    if len(parts) > 1 or len(times) > 1:
        raise Invalid("one_part_at_a_time", "Chỉ tách theo một chiều, và có thể thêm một chiều thời gian")
    return (parts[0] if parts else None), (times[0] if times else None)


Dimensions = Annotated[tuple[Breakdown | None, Breakdown | None], Depends(_dimensions)]


async def _only(
    procedure: Annotated[Code | None, Query(description="Chỉ một thủ tục")] = None,
    field: Annotated[Text | None, Query(description="Chỉ một lĩnh vực")] = None,
    channel: Annotated[Channel | None, Query(description="Chỉ một kênh")] = None,
    level: Annotated[str | None, Query(max_length=20, description="Chỉ các đơn vị của một cấp")] = None,
) -> Only:
    return Only(level, field, procedure, channel)


AskedOnly = Annotated[Only, Depends(_only)]


async def _part(
    only: AskedOnly,
    below: Annotated[bool, Query(description="Kể cả các đơn vị bên dưới")] = True,
    cause: Annotated[str | None, Query(max_length=60, description="Chỉ hồ sơ quá hạn vì nguyên nhân này")] = None,
) -> Part:
    return Part(only.procedure, only.field, only.channel, only.level, below, cause)


AskedPart = Annotated[Part, Depends(_part)]


@router.get(
    "/figures",
    summary="Số liệu của một đơn vị trong một kỳ",
    response_model=FiguresAnswer,
    responses={304: {"description": "Không đổi so với `ETag` đã gửi"}},
)
async def read_figures(
    request: Request,
    caller: FigureReader,
    question: Asked,
    complete_to: CompleteTo,
    known: KnownTags,
    connection: Reading,
    dimensions: Dimensions,
    only: AskedOnly,
    tree: Annotated[bool, Query(description="Tách theo đơn vị: cả cây, không chỉ đơn vị trực thuộc")] = False,
) -> Response:
    """Counts of dossiers by events, with everything below the office; identities are checked before it leaves.

    `ETag` moves with every figure at or below the office and with the legal day; how far the facts are counted is
    also in the header `Complete-To`, because a 304 has no body. At most 400 steps of time and 50,000 cells.

    `level`, `field`, `procedure` or `channel`: the same of these dossiers alone, parts and series too; the channel goes
    with the level only.

    Examples: a province this month by level `?office=25&from=2026-11-01&to=2026-11-30&breakdown=level`; the nation by
    province and official month `?office=VN&from=2025-12-15&to=2026-12-14&breakdown=office&breakdown=official`.

    Refuses: office_not_found (also: out of reach), period_reversed, span_too_long, answer_too_large,
    one_part_at_a_time, not_told_together, role_not_allowed (403).
    """
    headers = figure_headers(question.tag, complete_to.position)
    if is_known(question.tag, known):
        return Response(status_code=304, headers=headers)
    by, over = dimensions
    told = await tell_figures(connection, question, by, over, only=only, whole_tree=tree)
    answer = orjson.dumps(answer_of(question, told, complete_to, by, over, only))
    request.app.state.answers.note(request.scope["query_string"], caller, question)
    return Response(answer, media_type="application/json", headers=headers)


@router.get("/figures/dossiers", summary="Hồ sơ đằng sau một con số", response_model=CountedDossiersOut)
async def read_counted_dossiers(
    question: Asked,
    connection: Reading,
    measure: Annotated[Measure, Query(description="Con số nào của câu trả lời `/figures`")],
    part: AskedPart,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Exactly the dossiers that the figure counts, in order of acceptance, page by page; `total` is the figure.

    `procedure`, `field`, `channel`, `level`, `below=false`: parts of a breakdown, also together (the channel with the
    level only); `cause` (empty: none was told) of late ones, also of one `level`.

    Refuses: office_not_found, period_reversed, not_told_together, one_part_at_a_time, cursor_not_valid, counts_filings.
    """
    if measure in OF_FILINGS:
        raise Invalid("counts_filings", "Con số này đếm hồ sơ nộp chưa tiếp nhận, hãy mở bằng /figures/filings")
    return await _open(connection, question, measure, part, limit, cursor)


@router.get("/figures/filings", summary="Hồ sơ nộp đằng sau một con số", response_model=CountedFilingsOut)
async def read_counted_filings(
    question: Asked,
    connection: Reading,
    measure: Annotated[Measure, Query(description="filed, refused, pending hoặc pending_late")],
    part: AskedPart,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Filings in order of filing: `filed` and `refused` of the period, `pending` and `pending_late` at its end.

    Refuses: as `/figures/dossiers`; counts_dossiers.
    """
    if measure not in OF_FILINGS:
        raise Invalid("counts_dossiers", "Con số này đếm hồ sơ đã tiếp nhận, hãy mở bằng /figures/dossiers")
    return await _open(connection, question, measure, part, limit, cursor)


async def _open(
    connection: Connection, question: Question, measure: Measure, part: Part, limit: int, cursor: str | None
) -> dict[str, Any]:
    after = place_of(cursor)
    opened = await open_figure(connection, question, measure, part, after=after, limit=limit)
    return {
        "office": question.head.code,
        "period": question.period,
        "measure": measure,
        "total": opened.total,
        "items": opened.items,
        "next": write_cursor(*opened.items[-1].place) if opened.has_more else None,
    }


def figure_headers(tag: str, complete_to: int) -> dict[str, str]:
    """Of every answer with figures; a 304 has no body to say how far they go."""
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Complete-To": str(complete_to)}
