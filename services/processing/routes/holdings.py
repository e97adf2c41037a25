"""Who had what how long: of one dossier, and each agency's share over a period."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, Query

from services.processing.dependencies import Consulting, DossierRef, Official, Reader
from services.processing.domain.holdings import holdings, whole
from services.processing.queries.open_work import Held
from services.processing.queries.shares import EndedStep, Period, Share, ended_steps, shares
from services.processing.routes.places import read_held, read_share_place, write_held, write_share_place
from services.processing.schemas.holdings import (
    EndedStepOut,
    EndedStepsOut,
    HoldingsOut,
    ShareOut,
    SharesOut,
)
from services.processing.usecases.act_on_dossier import time_of
from shared.callers import Role
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Code, Day, Text
from shared.web.paging import Cursor, PageSize

router = make_router("holdings")
By = Annotated[Literal["office", "stage", "procedure", "person", "cause"], Query(description="Chia theo")]


async def _period(
    from_on: Annotated[Day, Query(alias="from", description="Từ ngày (xong bước)")],
    to_on: Annotated[Day, Query(alias="to", description="Đến hết ngày")],
    office: Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")] = None,
) -> Period:
    if to_on < from_on:
        raise Invalid("period_not_valid", "Ngày cuối phải từ ngày đầu trở đi")
    return Period(office, from_on, to_on)


Asked = Annotated[Period, Depends(_period)]


@router.get("/dossiers/{dossier}/holdings", response_model=HoldingsOut, summary="Ai giữ hồ sơ bao lâu")
async def read_holdings(caller: Reader, work: Consulting, ref: DossierRef) -> Any:
    """Gross and net by step, office and person, on the desk's working time. Refuses `dossier_not_found`."""
    dossier = await work.dossiers.find(ref, visible_to=caller.offices)
    time = await time_of(work, dossier)
    return HoldingsOut.of(dossier, holdings(dossier, work.now, time), whole(dossier, work.now, time))


@router.get("/shares", response_model=SharesOut, summary="Phần việc của từng cơ quan trong kỳ")
async def list_shares(
    caller: Official,
    work: Consulting,
    period: Asked,
    by: By = "office",
    limit: PageSize = 200,
    cursor: Cursor = None,
) -> Any:
    """Interlinked dossiers count once for the citizen (in stats) and here once for each agency's part.

    By person only for leaders. Refuses `office_not_found`, `period_not_valid`, `cursor_not_valid`, `role_not_allowed`.
    """
    if by == "person":
        caller.must_be(Role.LEADER)
    found = await shares(
        work.connection,
        period,
        by,
        visible_to=caller.offices,
        after=read_share_place(cursor) if cursor else None,
        limit=limit + 1,
    )
    following = write_share_place(found[limit - 1].place) if len(found) > limit else None
    return SharesOut(shares=[_share(share, period, by) for share in found[:limit]], next=following)


def _share(share: Share, period: Period, by: str) -> ShareOut:
    query = {"from": period.from_on, "to": period.to_on, "by": by, "key": share.key}
    steps = f"/shares/steps?{urlencode(query | ({'office': period.office} if period.office else {}))}"
    return ShareOut.model_validate(share).model_copy(update={"steps": steps})


@router.get("/shares/steps", response_model=EndedStepsOut, summary="Các bước đứng sau một con số")
async def list_steps(
    caller: Official,
    work: Consulting,
    period: Asked,
    by: By = "office",
    key: Annotated[Text | None, Query(description="Giá trị của cách chia")] = None,
    outcome: Annotated[Literal["early", "on_time", "late", "none"] | None, Query(description="Kết quả")] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """As many rows as the share says. Refuses `office_not_found`, `cursor_not_valid`, `role_not_allowed`."""
    if by == "person":
        caller.must_be(Role.LEADER)
    found = await ended_steps(
        work.connection,
        period,
        visible_to=caller.offices,
        outcome=outcome,
        by=by,
        key=key,
        after=read_held(cursor) if cursor else None,
        limit=limit + 1,
    )
    following = write_held(_place(found[limit - 1])) if len(found) > limit else None
    return EndedStepsOut(steps=[EndedStepOut.model_validate(step) for step in found[:limit]], next=following)


def _place(step: EndedStep) -> Held:
    return Held(step.dossier, step.number)
