"""Draws up the paper that an act made, as it was said then."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from services.processing.domain.deadline import ANSWER_DAYS, answer_until
from services.processing.domain.dossier import Dossier
from services.processing.domain.papers import paper_of
from services.processing.domain.person import Person
from services.processing.domain.state import ACT_NAMES, Act
from services.processing.forms.notices import (
    Told,
    apology_sheet,
    refusal_after_appraisal_sheet,
    stop_sheet,
    supplement_sheet,
)
from services.processing.queries.history import HistoryEntry, history_of
from services.processing.queries.office_names import names_down_to
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import time_of
from shared.errors import NotFound
from shared.forms.filing_notices import Lacking
from shared.forms.sheet import Sheet
from shared.worktime import legal_day
from shared.worktime.working_time import WorkingTime

_ENDINGS: Mapping[Act, str] = {
    Act.STOPPED: "cơ quan giải quyết dừng giải quyết",
    Act.WITHDRAWN: "người nộp yêu cầu rút hồ sơ",
    Act.CLOSED_UNANSWERED: "quá thời hạn bổ sung mà người nộp không bổ sung",
}


async def draw_up_paper(work: Work, dossier: Dossier, version: int, person: Person) -> Sheet:
    """Refuses `act_has_no_paper`."""
    history = await history_of(work.connection, dossier.matter.id)
    entry = next((entry for entry in history if entry.version == version), None)
    if entry is None or paper_of(Act(entry.act), legal_day(entry.happened_at)) is None:
        raise NotFound("act_has_no_paper", "Việc này không có giấy tờ theo mẫu")
    told = Told(
        names=await names_down_to(work.connection, dossier.matter.office),
        number=entry.details.get("number", ""),
        code=dossier.matter.code,
        procedure=dossier.matter.procedure,
        person=person,
        actor=entry.actor,
        made_at=entry.happened_at,
        accepted_at=dossier.matter.accepted_at,
        reason=entry.note or entry.reason_code or "",
    )
    return _SHEETS[Act(entry.act)](told, entry, history, dossier, await time_of(work, dossier))


def _supplement(told: Told, entry: HistoryEntry, _: list[HistoryEntry], dossier: Dossier, time: WorkingTime) -> Sheet:
    lacking = [Lacking(what, why) for what, why in entry.details.get("lacking", [])]
    days = dossier.route.answer_days if dossier.route else ANSWER_DAYS
    answer_by = time.closes_at(answer_until(entry.happened_at, time, days))
    return supplement_sheet(told, lacking, entry.details.get("legal_basis", ""), answer_by)


def _apology(told: Told, entry: HistoryEntry, history: list[HistoryEntry], _: Dossier, __: WorkingTime) -> Sheet:
    """The date that held when the letter was written."""
    dues = [each.due_at for each in history if each.version <= entry.version and each.due_at]
    due_at: datetime = dues[-1] if dues else entry.happened_at
    return apology_sheet(told, due_at, date.fromisoformat(entry.details["promised_on"]))


def _refusal(told: Told, *_: object) -> Sheet:
    return refusal_after_appraisal_sheet(told)


def _stop(told: Told, entry: HistoryEntry, *_: object) -> Sheet:
    act = Act(entry.act)
    return stop_sheet(told, _ENDINGS.get(act, ACT_NAMES[act]), entry.details.get("given_back", ""))


_SHEETS: Mapping[Act, Callable[[Told, HistoryEntry, list[HistoryEntry], Dossier, WorkingTime], Sheet]] = {
    Act.SUPPLEMENT_REQUESTED: _supplement,
    Act.EXTENDED: _apology,
    Act.REFUSED: _refusal,
    Act.STOPPED: _stop,
    Act.WITHDRAWN: _stop,
    Act.CLOSED_UNANSWERED: _stop,
}
