"""When a step is due: by its stage's own limit on the dossier's clock, and never later than the dossier."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from services.processing.domain.deadline import Wait, as_lawful
from services.processing.domain.dossier import Dossier
from services.processing.domain.route import DESK, Stage
from services.processing.domain.steps import Step, StepKind, Steps
from shared.contracts.terms import CountsBy
from shared.worktime import CalendarNotPublished, hand_over_by, legal_day, reckon
from shared.worktime.working_time import WorkingTime


class Moment(NamedTuple):
    """When something is due, judged by day or by instant."""

    due_at: datetime
    due_on: date
    counts_by: CountsBy


def timed(step: Step, at: Moment | None) -> Step:
    if at is None:
        return replace(step, due_at=None, due_on=None)
    return replace(step, due_at=at.due_at, due_on=at.due_on, counts_by=at.counts_by)


def step_moment(step: Step) -> Moment | None:
    return Moment(step.due_at, step.due_on, step.counts_by) if step.due_at and step.due_on else None


def stage_due(dossier: Dossier, stage: Stage, begun_at: datetime, time: WorkingTime) -> Moment | None:
    """Waits since it began stop it as they stop the dossier. So the stages never pass the published limit together.

    Where the calendar of those days is not published yet, it is due with the dossier.
    """
    try:
        own = _own(stage, begun_at, dossier.waits, time)
    except CalendarNotPublished:
        own = None
    return earlier(own, with_dossier(dossier))


def with_dossier(dossier: Dossier) -> Moment | None:
    due = dossier.due
    return Moment(due.due_at, due.due_on, dossier.matter.counts_by) if due else None


def earlier(own: Moment | None, whole: Moment | None) -> Moment | None:
    """The step's own moment, or the dossier's where that comes first or the step has none."""
    return min(own, whole) if own and whole else own or whole


def by_instant(at: datetime) -> Moment:
    return Moment(at, legal_day(at), CountsBy.HOUR)


def by_day(day: date, time: WorkingTime) -> Moment:
    """The end of a working day."""
    return Moment(time.closes_at(day), day, CountsBy.DAY)


def retimed(dossier: Dossier, time: WorkingTime) -> Steps:
    """Open stages after the dossier's clock moved; what was asked in between keeps the day that was set."""
    return tuple(_retimed(dossier, step, time) if _follows(step) else step for step in dossier.steps)


def _follows(step: Step) -> bool:
    return step.is_open and step.kind is StepKind.STAGE


def _retimed(dossier: Dossier, step: Step, time: WorkingTime) -> Step:
    route = dossier.route
    stage = route.stage(step.stage) if route and step.stage else None
    return timed(step, stage_due(dossier, stage, step.begun_at, time) if stage else with_dossier(dossier))


def _own(stage: Stage, begun_at: datetime, waits: Sequence[Wait], time: WorkingTime) -> Moment | None:
    if stage.term:
        stopped = [s for wait in waits if wait.from_at >= begun_at and (s := as_lawful(wait))]
        own = reckon(stage.term, begun_at, time.calendar, time.hours, stopped)
        return Moment(own.due_at, own.due_on, CountsBy(stage.term.counts_by))
    if stage.seat == DESK and not stage.after:
        return by_instant(hand_over_by(begun_at, time.calendar, time.hours))
    return None
