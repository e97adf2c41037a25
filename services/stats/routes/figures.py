"""Figures of an office and a period, and the dossiers behind each of them."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from services.stats.dependencies import Asked, CompleteTo, KnownTags
from services.stats.domain.measure import Breakdown, Measure
from services.stats.queries.dossiers import Part
from services.stats.schemas import CountedDossierOut, CountedDossiersOut, FiguresAnswer, PeriodOut
from services.stats.usecases.open_figure import open_figure
from services.stats.usecases.tell_figures import tell_figures
from shared.contracts.terms import Channel
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor
from shared.web.transaction import Reading

router = make_router("figures")


@router.get(
    "/figures",
    summary="Số liệu của một đơn vị trong một kỳ",
    response_model=FiguresAnswer,
    responses={304: {"description": "Không đổi so với `ETag` đã gửi"}},
)
async def read_figures(
    question: Asked,
    complete_to: CompleteTo,
    known: KnownTags,
    connection: Reading,
    response: Response,
    breakdown: Annotated[Breakdown | None, Query(description="Tách theo đơn vị, ngày, tháng, thủ tục, kênh")] = None,
) -> Any:
    """Counts of dossiers by events, with everything below the office; identities are checked before it leaves.

    `ETag` moves with every figure at or below the office and with the legal day; how far the facts are counted is
    also in the header `Complete-To`, because a 304 has no body. By day at most 400 days.

    Refuses: office_not_found (also: out of reach), period_reversed, span_too_long, role_not_allowed (403).
    """
    headers = {"ETag": question.tag, "Cache-Control": "private, no-cache", "Complete-To": str(complete_to.position)}
    if question.tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    told = await tell_figures(connection, question, breakdown)
    response.headers.update(headers)
    return FiguresAnswer.of(question, told, complete_to, breakdown)


@router.get("/figures/dossiers", summary="Hồ sơ đằng sau một con số", response_model=CountedDossiersOut)
async def read_counted_dossiers(
    question: Asked,
    connection: Reading,
    measure: Annotated[Measure, Query(description="Con số nào của câu trả lời `/figures`")],
    procedure: Annotated[Code | None, Query(description="Chỉ một thủ tục")] = None,
    channel: Annotated[Channel | None, Query(description="Chỉ một kênh")] = None,
    below: Annotated[bool, Query(description="Kể cả các đơn vị bên dưới")] = True,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Exactly the dossiers that the figure counts, in order of acceptance, page by page; `total` is the figure.

    At most one of `procedure`, `channel`, `below=false`: the parts of a breakdown.

    Refuses: office_not_found, period_reversed, one_part_at_a_time, cursor_not_valid.
    """
    part = Part(procedure, channel, below)
    after = _place(cursor) if cursor else None
    opened = await open_figure(connection, question, measure, part, after=after, limit=limit)
    last = opened.dossiers[-1] if opened.has_more else None
    return CountedDossiersOut(
        office=question.head.code,
        period=PeriodOut.model_validate(question.period),
        measure=measure,
        total=opened.total,
        items=[CountedDossierOut.of(dossier) for dossier in opened.dossiers],
        next=write_cursor(last.accepted_on, last.id) if last else None,
    )


def _place(cursor: str) -> tuple[date, UUID]:
    accepted_on, id = read_cursor(cursor, 2)
    try:
        return date.fromisoformat(accepted_on), UUID(id)
    except (TypeError, ValueError, AttributeError) as broken:
        raise Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu") from broken
