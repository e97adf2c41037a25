"""Oddities: what may be dressed up in the figures, with the dossiers behind it and what people decided."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from services.stats.dependencies import Asked, CompleteTo, Now, Reviewer
from services.stats.domain.oddity import Kind
from services.stats.routes.dossier_pages import place_of
from services.stats.schemas.oddities import OddDossiersOut, OdditiesOut, ReviewIn, ReviewOut
from services.stats.usecases.look_for_oddities import look_for_oddities
from services.stats.usecases.open_oddity import open_oddity
from services.stats.usecases.review_oddity import review_oddity
from shared.web.app import make_router
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading, Transaction

router = make_router("oddities")


@router.get("/oddities", summary="Dấu hiệu bất thường trong một kỳ", response_model=OdditiesOut)
async def read_oddities(
    question: Asked,
    complete_to: CompleteTo,
    connection: Reading,
    kind: Annotated[list[Kind] | None, Query(description="Chỉ những loại này; trống là mọi loại")] = None,
) -> Any:
    """Each kind with its thresholds, its count and base, and how far people looked into it. A warning, no verdict.

    Refuses: office_not_found (also: out of reach), period_reversed, too_many_dossiers (more than 300,000).
    """
    counted = await look_for_oddities(connection, question, kind or list(Kind))
    return OdditiesOut.of(question, counted, complete_to)


@router.get("/oddities/{kind}/dossiers", summary="Hồ sơ có dấu hiệu bất thường", response_model=OddDossiersOut)
async def read_odd_dossiers(
    question: Asked,
    connection: Reading,
    kind: Kind,
    reviewed: Annotated[bool, Query(description="Đã có kết luận, hay còn phải xem")] = False,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """In order of acceptance, page by page; reviewed ones apart. Refuses as above, cursor_not_valid."""
    after = place_of(cursor)
    opened = await open_oddity(connection, question, kind, is_reviewed=reviewed, after=after, limit=limit)
    last = opened.dossiers[-1] if opened.has_more else None
    return OddDossiersOut.of(opened, reviewed=reviewed, after=write_cursor(last.accepted_on, last.id) if last else None)


@router.post(
    "/oddities/{kind}/{dossier}/review", status_code=201, summary="Ghi kết luận về một hồ sơ", response_model=ReviewOut
)
async def review(caller: Reviewer, connection: Transaction, now: Now, kind: Kind, dossier: UUID, body: ReviewIn) -> Any:
    """Added, never overwritten; the newest decision holds. Refuses: dossier_not_found, role_not_allowed (403)."""
    await review_oddity(connection, caller, kind, dossier, body.decision, body.note, now)
    return ReviewOut(decision=body.decision, note=body.note, by=caller.subject, at=now)
