"""Finding dossiers: one list for every question, asked in the address or, where people are looked for, in a body."""

from typing import Annotated

from fastapi import Query, Request, Response

from services.intake.dependencies import (
    Clerk,
    CurrentClock,
    CurrentCounter,
    CurrentFinder,
    DossierReader,
    Seeing,
    must_see_persons,
    sees_persons,
)
from services.intake.domain.dossiers.applicant import check_people
from services.intake.domain.finding.question import Question
from services.intake.queries.finding.search import Hit
from services.intake.routes.cursors import moment_cursor
from services.intake.schemas.dossiers.dossiers import DossierLine, WarningOut
from services.intake.schemas.finding.search import SearchIn, SearchQuery
from services.intake.schemas.finding.similar import SimilarIn, SimilarOut
from services.intake.schemas.parts import Page
from services.intake.unit_of_work.seeing import See
from services.intake.usecases.finding.search_dossiers import Finder, search_dossiers
from services.intake.usecases.finding.warn_of_similar import warn_of_similar
from shared.callers import Caller
from shared.clock import Clock
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.paging import write_cursor
from shared.worktime import legal_day

router = make_router("dossiers")
_IN_A_BODY = "Số định danh không được đặt trong địa chỉ: hãy gửi POST /dossiers/search"


@router.get("/dossiers", summary="Tìm hồ sơ")
async def search(
    request: Request,
    sought: Annotated[SearchQuery, Query()],
    caller: DossierReader,
    finder: CurrentFinder,
    see: Seeing,
    clock: CurrentClock,
    response: Response,
) -> Page[DossierLine]:
    """Newest first (codes of one unit: last first), only of offices in reach; numbers of people are masked.

    Pages do not shift when dossiers come in; nothing is counted. Who looks for a person needs a role that works with
    people; identity numbers do not belong into addresses, which are logged on their way: see `POST /dossiers/search`.
    Refuses: number_in_address, role_not_allowed (403), nothing_to_look_for, phone_not_valid, office_not_found,
    cursor_not_valid.
    """
    question = sought.as_question()
    if "identity_number" in request.query_params or any(one.numbers and not one.phone for one in question.meant()):
        raise Invalid("number_in_address", _IN_A_BODY)
    return await _page(finder, see, caller, question, sought, clock, response)


@router.post("/dossiers/search", summary="Tìm hồ sơ, cả theo số định danh")
async def search_in_body(
    sought: SearchIn, caller: DossierReader, finder: CurrentFinder, see: Seeing, clock: CurrentClock, response: Response
) -> Page[DossierLine]:
    """As `GET /dossiers`; the body may also hold an identity number (it is found by a keyed mark, exactly).

    Refuses: role_not_allowed (403), identity_number_not_valid, nothing_to_look_for, phone_not_valid, office_not_found,
    cursor_not_valid.
    """
    question = sought.as_question(sought.identity_number)
    return await _page(finder, see, caller, question, sought, clock, response)


@router.post("/dossiers/similar", summary="Người này có hồ sơ cùng thủ tục chưa xong hoặc vừa xong không")
async def similar(body: SimilarIn, caller: Clerk, counter: CurrentCounter, response: Response) -> SimilarOut:
    """What a receipt with these people would warn of; only those with an identity number are looked for, in reach.

    Refuses: identity_number_not_valid, tax_number_not_valid, phone_not_valid.
    """
    response.headers["Cache-Control"] = "no-store"
    now = counter.clock.now()
    proxy = body.proxy.as_proxy() if body.proxy else None
    people = check_people(body.applicant.as_applicant(), proxy, legal_day(now))
    found = await warn_of_similar(counter.database(), counter.vault, caller, body.procedure, people, now)
    return SimilarOut(warnings=[WarningOut.model_validate(one) for one in found])


async def _page(
    finder: Finder,
    see: See,
    caller: Caller,
    question: Question,
    sought: SearchQuery,
    clock: Clock,
    response: Response,
) -> Page[DossierLine]:
    if any(one.names_a_person for one in question.meant()):
        must_see_persons(caller)
    response.headers["Cache-Control"] = "no-store"
    place = moment_cursor(sought.cursor)
    after = Hit(*place) if place else None
    found = await search_dossiers(finder, caller, question, legal_day(clock.now()), after, sought.limit)
    if by := sorted({kind for one in question.meant() for kind in one.kinds_of_number}):
        await see.search({"by": by}, len(found.dossiers))
    items = [DossierLine.of(dossier, with_person=sees_persons(caller)) for dossier in found.dossiers]
    return Page(items=items, next=write_cursor(found.after.accepted_at, found.after.dossier) if found.after else None)
