"""The register of petitions and complaints: entered by reference, acted on, listed with the figures of the index."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.stats.dependencies import Asked, Now, PetitionKeeper
from services.stats.domain.satisfaction.petition import PetitionKind
from services.stats.schemas.figures import OfficeOut, PeriodOut
from services.stats.schemas.petitions import (
    TAKEN,
    PetitionActIn,
    PetitionFiguresOut,
    PetitionIn,
    PetitionOut,
    PetitionsOut,
)
from services.stats.usecases.satisfaction.act_on_petition import act_on_petition
from services.stats.usecases.satisfaction.enter_petition import enter_petition
from services.stats.usecases.satisfaction.list_petitions import list_petitions
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor
from shared.web.transaction import Reading, Transaction

router = make_router("petitions")


@router.post("/petitions", status_code=201, summary="Ghi một phản ánh, kiến nghị, khiếu nại", responses=TAKEN)
async def enter(
    body: PetitionIn, caller: PetitionKeeper, connection: Transaction, now: Now, response: Response
) -> PetitionOut:
    """Only its reference, kind, office and dossier: words and names stay in the system that took it.

    An answer is owed within 15 working days of the national calendar, unless `answer_by` states another day.

    Refuses: petition_differs (409), office_of_petition_missing, act_in_the_future, answer_by_not_taken,
    calendar_not_published, office_not_found, dossier_not_found, role_not_allowed.
    """
    petition, is_new = await enter_petition(connection, caller, body.as_told(), now)
    return _answer(response, PetitionOut.of(petition), is_new=is_new)


@router.post("/petitions/{petition}/acts", status_code=201, summary="Ghi một việc đã làm với nó", responses=TAKEN)
async def act(
    petition: UUID, body: PetitionActIn, caller: PetitionKeeper, connection: Transaction, now: Now, response: Response
) -> PetitionOut:
    """Refused within 2 working days, completion asked within 5, answered within 15 (again from the completion),
    published within 2 of the answer. The same act of the same instant again answers 200.

    Refuses: petition_act_not_allowed (409), petition_changed (409), act_before_last, act_in_the_future,
    verdict_missing, finding_not_taken, answer_by_not_taken, petition_not_found, role_not_allowed.
    """
    told, is_new = await act_on_petition(connection, caller, petition, body.as_deed(), now)
    return _answer(response, PetitionOut.of(told), is_new=is_new)


def _answer(response: Response, petition: PetitionOut, *, is_new: bool) -> PetitionOut:
    if not is_new:
        response.status_code = 200
        response.headers["Idempotent-Replay"] = "true"
    return petition


@router.get("/petitions", summary="Phản ánh, kiến nghị của một đơn vị trong một kỳ, kèm số liệu 5.2 và 5.3")
async def read_petitions(
    question: Asked,
    connection: Reading,
    kind: Annotated[PetitionKind | None, Query()] = None,
    late: Annotated[bool | None, Query(description="Chỉ trường hợp có bước trễ đến cuối kỳ")] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> PetitionsOut:
    """Received in the period, acted on in it, or owed something when it began; `figures` has all of them.

    What is owed by a day is late once that day is over. Refuses: office_not_found, period_reversed, cursor_not_valid.
    """
    listed = await list_petitions(connection, question, kind, late, _place(cursor) if cursor else 0, limit)
    last = listed.petitions[-1] if listed.has_more else None
    return PetitionsOut(
        office=OfficeOut.model_validate(question.head),
        period=PeriodOut.model_validate(question.period),
        figures=PetitionFiguresOut.of(listed.counts),
        by_kind=dict(listed.by_kind),
        items=[PetitionOut.of(petition) for petition in listed.petitions],
        next=write_cursor(last.number) if last else None,
    )


def _place(cursor: str) -> int:
    (number,) = read_cursor(cursor, 1)
    if type(number) is not int or not 0 <= number < 2**63:
        raise Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu")
    return number
