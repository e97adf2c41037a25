"""Votes: taken in from whoever asks people, told as satisfaction, opened one by one."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query, Response

from services.stats.dependencies import Asked, CompleteTo, Now, VoteTaker
from services.stats.domain.satisfaction.oddity import Oddity
from services.stats.domain.satisfaction.rating import Verdict, VoteSource
from services.stats.queries.satisfaction.tallies import VotesBy
from services.stats.queries.satisfaction.vote_lines import SoughtVotes
from services.stats.schemas.figures import PeriodOut
from services.stats.schemas.ratings import TAKEN, RatingIn, RatingOut, rating_out
from services.stats.schemas.satisfaction import SatisfactionOut, VoteOut, VotesOut
from services.stats.usecases.satisfaction.list_votes import list_votes
from services.stats.usecases.satisfaction.take_rating import take_rating
from services.stats.usecases.satisfaction.tell_satisfaction import tell_satisfaction
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor
from shared.web.transaction import Reading, Transaction

router = make_router("satisfaction")


@router.post("/ratings", status_code=201, summary="Nhận một phiếu đánh giá", responses=TAKEN)
async def take(body: RatingIn, caller: VoteTaker, connection: Transaction, now: Now, response: Response) -> RatingOut:
    """From any asker: the tracker's page, a device at the desk, a portal, a gateway of messages.

    One vote per dossier (without one: per desk) and proof. The same scores again answer 200 with the first vote; with
    `may_replace` other scores take its place, for seven days. An unknown dossier is no hindrance: the vote is kept,
    flagged, and counted once the dossier is known.

    Refuses: rating_differs (409), rating_settled (409), nothing_rated, no_aspect_rated, score_out_of_range,
    rated_in_the_future, office_not_found, dossier_not_found (out of reach), role_not_allowed.
    """
    taken, is_new = await take_rating(connection, caller, body.as_rating(), now)
    if not is_new:
        response.status_code = 200
        response.headers["Idempotent-Replay"] = "true"
    return rating_out(taken)


@router.get("/satisfaction", summary="Mức độ hài lòng của một đơn vị trong một kỳ")
async def read_satisfaction(
    question: Asked,
    complete_to: CompleteTo,
    connection: Reading,
    breakdown: Annotated[VotesBy | None, Query(description="Tách theo đơn vị, thủ tục, tiêu chí, tháng, nguồn")] = None,
) -> SatisfactionOut:
    """Votes by the legal day on which they were given, with everything below the office.

    Flagged votes are counted and shown beside: `all` has them, `without_flagged` has not. A part by aspect counts the
    votes that answered that aspect. Beyond 50,000 votes `flags` and `without_flagged` are null: ask for less.

    Refuses: office_not_found, period_reversed, too_many_votes (by procedure), role_not_allowed.
    """
    told = await tell_satisfaction(connection, question, breakdown)
    return SatisfactionOut.of(question, told, complete_to, breakdown)


@router.get("/satisfaction/votes", summary="Các phiếu đằng sau một con số, kèm hồ sơ")
async def read_votes(
    question: Asked,
    connection: Reading,
    verdict: Annotated[Literal["satisfied", "neutral", "dissatisfied"] | None, Query()] = None,
    oddity: Annotated[Oddity | None, Query(description="Chỉ phiếu có dấu hiệu này")] = None,
    flagged: Annotated[bool | None, Query(description="Chỉ phiếu có (không có) dấu hiệu bất thường")] = None,
    procedure: Annotated[Code | None, Query(description="Chỉ một thủ tục")] = None,
    source: Annotated[VoteSource | None, Query(description="Chỉ một nguồn")] = None,
    below: Annotated[bool, Query(description="Kể cả các đơn vị bên dưới")] = True,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> VotesOut:
    """In the order in which they were given.

    Refuses: office_not_found, period_reversed, cursor_not_valid, too_many_votes (more than 50,000).
    """
    by_verdict = Verdict[verdict.upper()] if verdict else None
    sought = SoughtVotes(by_verdict, oddity, flagged, procedure, source, below)
    lines = await list_votes(connection, question, sought, _place(cursor) if cursor else None, limit + 1)
    last = lines[limit - 1] if len(lines) > limit else None
    return VotesOut(
        office=question.head.code,
        period=PeriodOut.model_validate(question.period),
        items=[VoteOut.of(line) for line in lines[:limit]],
        next=write_cursor(last.given_at.isoformat(), last.number) if last else None,
    )


def _place(cursor: str) -> tuple[datetime, int]:
    given_at, number = read_cursor(cursor, 2)
    try:
        at = datetime.fromisoformat(given_at)
        if at.tzinfo is None or type(number) is not int or not 0 <= number < 2**63:
            raise ValueError(cursor)
    except (TypeError, ValueError) as broken:
        raise Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu") from broken
    return at, number
