"""What there is to do: mine, my unit's; by urgency, by stage, by whom it waits for."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, Query

from services.processing.dependencies import Consulting, Official
from services.processing.domain.desk_hours import USUAL_TIME
from services.processing.domain.remaining import Urgency, remaining
from services.processing.domain.step_time import Moment
from services.processing.domain.steps import StepKind
from services.processing.domain.waiting_on import APPLICANT
from services.processing.domain.work_group import WorkGroup, soon_until
from services.processing.queries.open_steps import Asked, OpenStep, count_open_steps, open_steps
from services.processing.routes.places import read_step_place, write_step_place
from services.processing.schemas.acts import Account
from services.processing.schemas.routes import ProcedureCode
from services.processing.schemas.worklists import CountsOut, WorkOut, WorksOut
from services.processing.unit_of_work.work import Work
from shared.callers import Role
from shared.contracts.states import State
from shared.contracts.terms import CountsBy
from shared.web.app import make_router
from shared.web.fields import Code, Day, Text
from shared.web.paging import Cursor, PageSize
from shared.worktime import legal_day
from shared.worktime.working_time import WorkingTime

router = make_router("worklists", prefix="/worklists")


async def _asked(
    work: Consulting,
    office: Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")] = None,
    urgency: Annotated[Urgency | None, Query(description="Tình trạng hạn của bước")] = None,
    stage: Annotated[Text | None, Query(description="Tên bước")] = None,
    kind: Annotated[StepKind | None, Query(description="Loại bước")] = None,
    state: Annotated[State | None, Query(description="Trạng thái hồ sơ")] = None,
    waits_on: Annotated[Literal["applicant", "office", "nobody"] | None, Query(description="Đang chờ ai")] = None,
    procedure: Annotated[ProcedureCode | None, Query(description="Mã thủ tục")] = None,
    due_before: Annotated[Day | None, Query(description="Hạn của bước trước ngày này")] = None,
    group: Annotated[list[WorkGroup] | None, Query(max_length=len(WorkGroup), description="Nhóm việc")] = None,
    role: Annotated[Role | None, Query(description="Bước của vai trò nào: leader là chờ ký")] = None,
) -> Asked:
    soon = soon_until(legal_day(work.now), USUAL_TIME.calendar)
    asked = Asked(work.now, soon, None, office, urgency, stage, kind, state, waits_on, procedure, due_before)
    return replace(asked, groups=tuple(group) if group else None, role=role)


Wanted = Annotated[Asked, Depends(_asked)]


async def _of_unit(
    caller: Official,
    asked: Wanted,
    assignee: Annotated[Account | None, Query(description="Của một cán bộ")] = None,
    unassigned: Annotated[bool, Query(description="Chỉ những bước chưa giao cho ai")] = False,
    for_me: Annotated[bool, Query(description="Chỉ những bước đã giao cho tôi hoặc chưa giao cho ai")] = False,
) -> Asked:
    return replace(asked, assignee=assignee, is_unassigned=unassigned, open_to=caller.subject if for_me else None)


OfUnit = Annotated[Asked, Depends(_of_unit)]


@router.get("/mine", response_model=WorksOut, summary="Việc của tôi")
async def list_mine(
    caller: Official, work: Consulting, asked: Wanted, limit: PageSize = 50, cursor: Cursor = None
) -> Any:
    """Open steps assigned to the caller, earliest due first. Refuses `office_not_found`, `cursor_not_valid`."""
    return await _page(work, replace(asked, assignee=caller.subject), caller.offices, limit, cursor)


@router.get("/unit", response_model=WorksOut, summary="Việc của đơn vị")
async def list_unit(
    caller: Official,
    work: Consulting,
    asked: OfUnit,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Open steps at offices in the caller's reach: of everybody, of one person, or nobody's."""
    return await _page(work, asked, caller.offices, limit, cursor)


@router.get("/mine/counts", response_model=CountsOut, summary="Số việc của tôi")
async def count_mine(caller: Official, work: Consulting, asked: Wanted) -> Any:
    """Of the list under the same filters, each count equal to the list that is filtered by it as well."""
    return await _counts(work, replace(asked, assignee=caller.subject), caller.offices)


@router.get("/unit/counts", response_model=CountsOut, summary="Số việc của đơn vị")
async def count_unit(caller: Official, work: Consulting, asked: OfUnit) -> Any:
    """As `/mine/counts`, for offices in the caller's reach."""
    return await _counts(work, asked, caller.offices)


async def _page(work: Work, asked: Asked, offices: frozenset[str], limit: int, cursor: str | None) -> WorksOut:
    after = read_step_place(cursor) if cursor else None
    found = await open_steps(work.connection, asked, visible_to=offices, after=after, limit=limit + 1)
    page = found[:limit]
    times = await work.offices.times({step.desk for step in page})
    steps = [_told(step, work, times.get(step.desk, USUAL_TIME)) for step in page]
    following = write_step_place(page[-1].place) if len(found) > limit else None
    return WorksOut(steps=steps, next=following, as_of=work.now)


def _told(step: OpenStep, work: Work, time: WorkingTime) -> WorkOut:
    due = _moment(step.due_at, step.due_on, step.counts_by)
    whole = _moment(step.dossier_due_at, step.dossier_due_on, step.dossier_counts_by)
    return WorkOut.of(
        step,
        remaining(due, work.now, time, is_waiting=step.waits_on == APPLICANT),
        remaining(whole, work.now, time, is_waiting=step.dossier_waits),
    )


def _moment(due_at: datetime | None, due_on: date | None, counts_by: str) -> Moment | None:
    return Moment(due_at, due_on, CountsBy(counts_by)) if due_at and due_on else None


async def _counts(work: Work, asked: Asked, offices: frozenset[str]) -> CountsOut:
    counts = await count_open_steps(work.connection, asked, visible_to=offices)
    total = counts.get("all", {}).get("all", 0)
    named = {name: counts[name] for name in ("urgency", "stage", "state", "waits_on", "assignee", "group")}
    return CountsOut(total=total, as_of=work.now, **named)
