"""What was late and why: counts for the report of late dossiers, and what they count."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query

from services.processing.dependencies import Consulting, Reader
from services.processing.domain.causes import Cause
from services.processing.queries.lateness import Lateness, Which
from services.processing.queries.shares import Period
from services.processing.routes.holdings import Asked
from services.processing.routes.places import read_place, read_step_place, write_place, write_step_place
from services.processing.schemas.lateness import (
    LateDossierOut,
    LateDossierPage,
    LateDossiersOut,
    LatenessOut,
    LateOut,
    LateStepOut,
    LateStepPage,
)
from shared.web.app import make_router
from shared.web.paging import Cursor, PageSize

router = make_router("lateness")
Ended = Annotated[Literal["ended", "open"], Query(description="Đã xong trong kỳ, hay đang quá hạn lúc này")]
Why = Annotated[Cause | Literal["any", "none"] | None, Query(description="Mã nguyên nhân; `any`: đã ghi, `none`: chưa")]


@router.get("/lateness", response_model=LatenessOut, summary="Trễ hạn và nguyên nhân")
async def tell_lateness(caller: Reader, work: Consulting, period: Asked) -> Any:
    """Dossiers and steps, with or without a cause; each count opens its list.

    Refuses `office_not_found`, `period_not_valid`.
    """
    lateness = Lateness(work.connection, period, work.now, caller.offices)
    counts = {which: await lateness.causes(which) for which in Which}
    return LatenessOut(
        as_of=work.now,
        ended_dossiers=LateDossiersOut.of(counts[Which.ENDED_DOSSIERS], _href("dossiers", "ended", period)),
        open_dossiers=LateDossiersOut.of(counts[Which.OPEN_DOSSIERS], _href("dossiers", "open", period)),
        ended_steps=LateOut.of(counts[Which.ENDED_STEPS], _href("steps", "ended", period)),
        open_steps=LateOut.of(counts[Which.OPEN_STEPS], _href("steps", "open", period)),
    )


@router.get("/lateness/dossiers", response_model=LateDossierPage, summary="Các hồ sơ trễ hạn")
async def list_late_dossiers(
    caller: Reader,
    work: Consulting,
    period: Asked,
    which: Ended = "ended",
    cause: Why = None,
    letter: Annotated[bool | None, Query(description="Đã xin lỗi, hẹn lại trước ngày hẹn trả, hay chưa")] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """As many as the count says, by due date. Refuses `office_not_found`, `period_not_valid`, `cursor_not_valid`."""
    lateness = Lateness(work.connection, period, work.now, caller.offices)
    those = Which.ENDED_DOSSIERS if which == "ended" else Which.OPEN_DOSSIERS
    found = await lateness.dossiers(those, cause, letter, read_place(cursor) if cursor else None, limit + 1)
    following = write_place(found[limit - 1].place) if len(found) > limit else None
    return LateDossierPage(dossiers=[LateDossierOut.model_validate(each) for each in found[:limit]], next=following)


@router.get("/lateness/steps", response_model=LateStepPage, summary="Các bước trễ hạn")
async def list_late_steps(
    caller: Reader,
    work: Consulting,
    period: Asked,
    which: Ended = "ended",
    cause: Why = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """As many as the count says, by due date. Refuses `office_not_found`, `period_not_valid`, `cursor_not_valid`."""
    lateness = Lateness(work.connection, period, work.now, caller.offices)
    those = Which.ENDED_STEPS if which == "ended" else Which.OPEN_STEPS
    found = await lateness.steps(those, cause, read_step_place(cursor) if cursor else None, limit + 1)
    following = write_step_place(found[limit - 1].place) if len(found) > limit else None
    return LateStepPage(steps=[LateStepOut.model_validate(each) for each in found[:limit]], next=following)


def _href(what: str, which: str, period: Period) -> str:
    query = {"which": which, "from": period.from_on, "to": period.to_on}
    return f"/lateness/{what}?{urlencode(query | ({'office': period.office} if period.office else {}))}"
