"""Reading dossiers: one with its story, its history, its due date day by day, and worklists."""

from dataclasses import replace
from typing import Any

from fastapi import Response

from services.processing.dependencies import Consulting, DossierReader, DossierRef, Reader, may_read_notes
from services.processing.domain.deadline import index_due
from services.processing.domain.dossier import Dossier
from services.processing.domain.due_story import due_story
from services.processing.domain.judged import judged
from services.processing.domain.outlook import came_out, stages_to_come
from services.processing.domain.possible import possible_acts
from services.processing.domain.remaining import remaining_of, remaining_of_step
from services.processing.domain.steps import Step
from services.processing.domain.withheld import withheld_acts
from services.processing.queries.history import HistoryEntry, history_of
from services.processing.schemas.dossiers import (
    ActedOut,
    CountStepOut,
    DossierOut,
    DueOut,
    HistoryOut,
    RemainingOut,
    StageToComeOut,
    StepOut,
    WithheldOut,
)
from services.processing.schemas.risks import RiskOut
from services.processing.unit_of_work.standing import standing_of
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import time_of
from services.processing.usecases.tell_risk import tell_risk
from shared.callers import Caller
from shared.web.app import make_router
from shared.worktime.working_time import WorkingTime

router = make_router("dossiers")


@router.get("/dossiers/{dossier}", response_model=DossierOut, summary="Một hồ sơ: hiện trạng, hạn, lịch sử")
async def read_dossier(caller: DossierReader, work: Consulting, ref: DossierRef, response: Response) -> Any:
    """With what this caller may do next. ETag is the version. Refuses `dossier_not_found`."""
    dossier, reach = await work.dossiers.reached(ref, visible_to=caller.offices)
    response.headers["ETag"] = f'"{dossier.version}"'
    rows = possible_acts(dossier, caller, reach, work.now)
    history = await _history(work, caller, dossier)
    acted = ActedOut.of(standing_of(dossier), rows)
    time = await time_of(work, dossier)
    left = remaining_of(dossier, work.now, time)
    risk = await tell_risk(work, dossier)
    return DossierOut(
        **dict(acted),
        due=_due(dossier, time),
        remaining=left and RemainingOut.model_validate(left),
        came_out=(ended := came_out(dossier, time)) and RemainingOut.model_validate(ended),
        to_come=[StageToComeOut.model_validate(stage) for stage in stages_to_come(dossier)],
        risk=risk and RiskOut.of(risk),
        steps=[_step(dossier, step, work, time) for step in dossier.steps],
        history=history,
        withheld_acts=[WithheldOut.of(each) for each in withheld_acts(dossier, caller, reach, work.now)],
    )


@router.get("/dossiers/{dossier}/history", response_model=list[HistoryOut], summary="Lịch sử hồ sơ")
async def read_history(caller: Reader, work: Consulting, ref: DossierRef) -> Any:
    """Every act, oldest first. Notes are shown to those who work on dossiers. Refuses `dossier_not_found`."""
    dossier = await work.dossiers.find(ref, visible_to=caller.offices)
    return await _history(work, caller, dossier)


@router.get("/dossiers/{dossier}/due", response_model=DueOut, summary="Hạn trả được tính thế nào, từng ngày")
async def explain_due(caller: Reader, work: Consulting, ref: DossierRef) -> Any:
    """What was counted, what was skipped, by which paper (BLDS 2015 art. 147–148). Refuses `dossier_not_found`."""
    dossier = await work.dossiers.find(ref, visible_to=caller.offices)
    return _due(dossier, await time_of(work, dossier))


async def _history(work: Work, caller: Caller, dossier: Dossier) -> list[HistoryOut]:
    entries = await history_of(work.connection, dossier.matter.id)
    return [HistoryOut.model_validate(_for_reader(entry, caller)) for entry in entries]


def _for_reader(entry: HistoryEntry, caller: Caller) -> HistoryEntry:
    return entry if may_read_notes(caller) else replace(entry, note=None, details={})


def _step(dossier: Dossier, step: Step, work: Work, time: WorkingTime) -> StepOut:
    left = remaining_of_step(dossier, step, work.now, time)
    told = {"judged": judged(step), "remaining": left and RemainingOut.model_validate(left)}
    return StepOut.model_validate(step).model_copy(update=told)


def _due(dossier: Dossier, time: WorkingTime) -> DueOut:
    matter = dossier.matter
    index = index_due(matter.term, matter.accepted_at, dossier.waits, time) if matter.term else None
    return DueOut(
        due_at=dossier.due and dossier.due.due_at,
        due_on=dossier.due and dossier.due.due_on,
        index_due_at=index and index.due_at,
        index_due_on=index and index.due_on,
        explanation=[CountStepOut.model_validate(step) for step in due_story(dossier, time)],
    )
