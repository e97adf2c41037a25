"""What each act does to the steps of a dossier."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from services.processing.domain import refusals
from services.processing.domain.deadline import notice_until
from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.own_step import KINDS, named_step, own_step
from services.processing.domain.route import AGENCY, DESK
from services.processing.domain.state import Act
from services.processing.domain.step_time import Moment, by_day, by_instant, stage_due, timed, with_dossier
from services.processing.domain.steps import (
    Step,
    StepEnd,
    StepKind,
    Steps,
    cut,
    ended,
    next_number,
    open_steps,
    ready_stages,
    sent_back,
    step_of,
    with_step,
)
from shared.callers import Role
from shared.worktime import legal_day
from shared.worktime.working_time import WorkingTime

CORRECTION_WORKING_DAYS = 3  # NĐ 118/2025 art. 23.1


def begun(dossier: Dossier, steps: Steps, at: datetime, time: WorkingTime, assignee: str | None = None) -> Steps:
    """With every stage whose time has come; `assignee` gets those of the competent office and beyond."""
    if dossier.route is None:
        return steps
    for stage in ready_stages(dossier.route, steps):
        office = {DESK: dossier.matter.desk, AGENCY: dossier.matter.office}.get(stage.seat, stage.seat)
        step = Step(next_number(steps), StepKind.STAGE, stage.name, office, stage.role, at, stage=stage.number)
        step = replace(step, assignee=assignee if stage.seat != DESK else None)
        steps = (*steps, timed(step, stage_due(dossier, stage, at, time)))
    return steps


def _hand_over(dossier: Dossier, deed: Deed, time: WorkingTime) -> Steps:
    return begun(dossier, _desk_done(dossier, deed), deed.happened_at, time)


def _take_up(dossier: Dossier, deed: Deed, time: WorkingTime) -> Steps:
    """Whoever takes it up has it, unless a head gives it to somebody, or leaves that open."""
    at = deed.happened_at
    steps = begun(dossier, _desk_done(dossier, deed), at, time)
    if not open_steps(steps, StepKind.STAGE):
        name = "Giải quyết hồ sơ"
        step = Step(next_number(steps), StepKind.STAGE, name, dossier.matter.office, Role.OFFICER, at)
        steps = (*steps, timed(step, with_dossier(dossier)))
    taker = deed.assignee or (deed.actor if Role.OFFICER in deed.roles else None)
    mine = dossier.matter.office
    return tuple(
        replace(s, assignee=taker) if s.is_open and s.office == mine and s.assignee is None else s for s in steps
    )


def _desk_done(dossier: Dossier, deed: Deed) -> Steps:
    seats = {stage.number for stage in dossier.route.stages if stage.seat == DESK} if dossier.route else set()
    numbers = [step.number for step in open_steps(dossier.steps) if step.stage in seats]
    return ended(dossier.steps, numbers, StepEnd.DONE, deed.happened_at, deed.actor)


def _assign(dossier: Dossier, deed: Deed, _: WorkingTime) -> Steps:
    step, assignee = named_step(dossier, deed), deed.assignee or deed.actor
    if not deed.is_by_head and (assignee != deed.actor or step.assignee not in {None, deed.actor}):
        raise refusals.assigning_needs_head()
    return with_step(dossier.steps, replace(step, assignee=assignee))


def _pass_on(dossier: Dossier, deed: Deed, time: WorkingTime) -> Steps:
    step = own_step(dossier, deed, StepKind.STAGE)
    steps = ended(dossier.steps, [step.number], StepEnd.DONE, deed.happened_at, deed.actor)
    return begun(dossier, steps, deed.happened_at, time, deed.assignee)


def _send_back(dossier: Dossier, deed: Deed, time: WorkingTime) -> Steps:
    step = own_step(dossier, deed, StepKind.STAGE)
    route, to_stage = dossier.route, deed.to_stage
    if route is None or to_stage is None or step.stage is None or to_stage == step.stage:
        raise refusals.stage_not_before()
    if step.stage not in route.behind(to_stage) or route.stage(to_stage) is None:
        raise refusals.stage_not_before()
    before = [s.ended_by for s in dossier.steps if s.stage == to_stage and s.end is StepEnd.DONE]
    steps = sent_back(route, dossier.steps, step.number, to_stage, deed.happened_at, deed.actor)
    return begun(dossier, steps, deed.happened_at, time, deed.assignee or (before[-1] if before else None))


def _ask_notice(dossier: Dossier, deed: Deed, time: WorkingTime) -> Steps:
    matter = dossier.matter
    until_on = notice_until(matter.accepted_at, time, dossier.notice_days)
    due = by_day(until_on, time)
    return _added(dossier, deed, StepKind.NOTICE, "Thông báo người nộp bổ sung", matter.desk, Role.CLERK, due)


def _ask_opinion(dossier: Dossier, deed: Deed, _: WorkingTime) -> Steps:
    if deed.office is None or deed.until_at is None or deed.until_at <= deed.happened_at:
        raise refusals.opinion_not_complete()
    due = by_instant(deed.until_at)
    return _added(dossier, deed, StepKind.OPINION, "Cho ý kiến", deed.office, Role.OFFICER, due, deed.assignee)


def _set_field_check(dossier: Dossier, deed: Deed, _: WorkingTime) -> Steps:
    if deed.until_at is None or deed.until_at <= deed.happened_at:
        raise refusals.field_check_not_complete()
    office, who = dossier.matter.office, deed.assignee or deed.actor
    due = by_instant(deed.until_at)
    return _added(dossier, deed, StepKind.FIELD_CHECK, "Kiểm tra thực tế", office, Role.OFFICER, due, who)


def _ask_correction(dossier: Dossier, deed: Deed, time: WorkingTime) -> Steps:
    until_on = time.calendar.working_day_after(legal_day(deed.happened_at), CORRECTION_WORKING_DAYS)
    due = by_day(until_on, time)
    return _added(dossier, deed, StepKind.CORRECTION, "Sửa kết quả", dossier.matter.office, Role.OFFICER, due)


def _done(kind: StepKind) -> Callable[[Dossier, Deed, WorkingTime], Steps]:
    def done(dossier: Dossier, deed: Deed, _: WorkingTime) -> Steps:
        step = own_step(dossier, deed, kind)
        return ended(dossier.steps, [step.number], StepEnd.DONE, deed.happened_at, deed.actor)

    return done


def _end_notice(dossier: Dossier, deed: Deed, _: WorkingTime) -> Steps:
    """Whoever brings the supplement knew of it, notice recorded or not."""
    numbers = [step.number for step in open_steps(dossier.steps, StepKind.NOTICE)]
    return ended(dossier.steps, numbers, StepEnd.CUT, deed.happened_at, deed.actor)


def _finish(dossier: Dossier, deed: Deed, _: WorkingTime) -> Steps:
    """The result is the work of the last stage; what was still open before it nobody did."""
    route = dossier.route
    last = {s.number for s in route.stages if route.behind(s.number) == {s.number}} if route else {None}
    numbers = [s.number for s in open_steps(dossier.steps, StepKind.STAGE) if s.stage in last]
    steps = ended(dossier.steps, numbers, StepEnd.DONE, deed.happened_at, deed.actor)
    return cut(steps, deed.happened_at, deed.actor)


def _end(dossier: Dossier, deed: Deed, _: WorkingTime) -> Steps:
    return cut(dossier.steps, deed.happened_at, deed.actor)


def _explain(dossier: Dossier, deed: Deed, _: WorkingTime) -> Steps:
    step = step_of(dossier.steps, deed.step) if deed.step else None
    return with_step(dossier.steps, replace(step, cause=deed.reason_code)) if step else dossier.steps


def _added(
    dossier: Dossier,
    deed: Deed,
    kind: StepKind,
    name: str,
    office: str,
    role: Role,
    due: Moment,
    assignee: str | None = None,
) -> Steps:
    step = Step(next_number(dossier.steps), kind, name, office, role, deed.happened_at, assignee=assignee)
    return (*dossier.steps, timed(step, due))


ON_STEPS: Mapping[Act, Callable[[Dossier, Deed, WorkingTime], Steps]] = {
    Act.HANDED_OVER: _hand_over,
    Act.TAKEN_UP: _take_up,
    Act.ASSIGNED: _assign,
    Act.PASSED_ON: _pass_on,
    Act.SENT_BACK: _send_back,
    Act.SUPPLEMENT_REQUESTED: _ask_notice,
    Act.SUPPLEMENT_RECEIVED: _end_notice,
    Act.OPINION_ASKED: _ask_opinion,
    Act.FIELD_CHECK_SET: _set_field_check,
    Act.CORRECTION_ASKED: _ask_correction,
    **{act: _done(kind) for act, kind in KINDS.items() if act not in {Act.PASSED_ON, Act.SENT_BACK}},
    Act.FINISHED: _finish,
    Act.REFUSED: _end,
    Act.STOPPED: _end,
    Act.WITHDRAWN: _end,
    Act.CLOSED_UNANSWERED: _end,
    Act.LATENESS_EXPLAINED: _explain,
}
