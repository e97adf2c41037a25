"""Draws up the paper that an act made, as it was said then; a draft until it is known whose dossier it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.processing.domain.deadline import answer_until
from services.processing.domain.dossier import Dossier
from services.processing.domain.papers import issuer_of, paper_of
from services.processing.domain.person import Person
from services.processing.domain.route import Effect
from services.processing.domain.state import Act
from services.processing.domain.status import transitions_for
from services.processing.forms.notices import (
    Asked,
    Told,
    apology_sheet,
    refusal_after_appraisal_sheet,
    stop_sheet,
    supplement_sheet,
)
from services.processing.queries.history import HistoryEntry, history_of, undone_versions
from services.processing.queries.office_names import names_down_to
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import time_of
from shared.contracts.states import State
from shared.errors import Conflict, NotFound
from shared.forms.filing_notices import Lacking
from shared.forms.form_sets import form_set
from shared.forms.heading import head_of
from shared.forms.sheet import Sheet
from shared.worktime import CalendarNotPublished, legal_day
from shared.worktime.working_time import WorkingTime

Draft = Callable[[Person], Sheet]
_ENDINGS: Mapping[Act, str] = {
    Act.STOPPED: "cơ quan giải quyết dừng giải quyết",
    Act.WITHDRAWN: "người nộp yêu cầu rút hồ sơ",
    Act.CLOSED_UNANSWERED: "quá thời hạn bổ sung mà người nộp không bổ sung",
}


@dataclass(frozen=True, slots=True)
class Made:
    """The act that made the paper, and the names that stand on it.

    `told_at`, of a supplement request: when the desk told the applicant, where it is printed as that notice.
    """

    dossier: Dossier
    history: list[HistoryEntry]
    entry: HistoryEntry
    time: WorkingTime
    names: list[str]
    desk_names: list[str]
    told_at: datetime | None = None

    @property
    def made_at(self) -> datetime:
        return self.told_at or self.entry.happened_at


async def draw_up_paper(work: Work, dossier: Dossier, version: int) -> Draft:
    """Nobody is asked for the person before it is sure that there is a paper.

    Refuses `act_has_no_paper`, `act_was_undone`, `paper_made_on_paper`.
    """
    history = await history_of(work.connection, dossier.matter.id)
    entry, told_at = _found(history, version)
    act = Act(entry.act)
    if paper_of(act, legal_day(entry.happened_at)) is None:
        raise _no_paper()
    if "number" not in entry.details:
        raise Conflict("paper_made_on_paper", "Phiếu của việc này đã lập trên giấy vào ngày đó")
    made = Made(
        dossier=dossier,
        history=history,
        entry=entry,
        time=await time_of(work, dossier),
        names=await names_down_to(work.connection, issuer_of(dossier, act, entry.happened_at)),
        desk_names=await names_down_to(work.connection, dossier.matter.desk),
        told_at=told_at,
    )
    return lambda person: _SHEETS[act](_told(made, person), made)


def _found(history: list[HistoryEntry], version: int) -> tuple[HistoryEntry, datetime | None]:
    entry = next((entry for entry in history if entry.version == version), None)
    if entry is None:
        raise _no_paper()
    if version in undone_versions(history):
        raise Conflict("act_was_undone", "Việc này đã hoàn tác, giấy của việc này không còn giá trị")
    if entry.act != Act.SUPPLEMENT_NOTIFIED:
        return entry, None
    asked = [each for each in history if each.act == Act.SUPPLEMENT_REQUESTED and each.version < version]
    return asked[-1], entry.happened_at


def _no_paper() -> NotFound:
    return NotFound("act_has_no_paper", "Việc này không có giấy tờ theo mẫu")


def _told(made: Made, person: Person) -> Told:
    entry, matter = made.entry, made.dossier.matter
    return Told(
        names=made.names,
        number=entry.details["number"],
        code=matter.code,
        procedure=matter.procedure,
        person=person,
        actor=entry.actor,
        made_at=made.made_at,
        accepted_at=matter.accepted_at,
        reason=entry.note or (f"mã lý do {entry.reason_code}" if entry.reason_code else ""),
        contact=head_of(made.desk_names, form_set(legal_day(made.made_at))).desk,
    )


def _supplement(told: Told, made: Made) -> Sheet:
    dossier, entry = made.dossier, made.entry
    wait = next((wait for wait in dossier.waits if wait.from_at == entry.happened_at), None)
    days = dossier.answer_days
    closes = transitions_for(Act.CLOSED_UNANSWERED, State.AWAITING_SUPPLEMENT, dossier.matter.accepted_on)
    asked = Asked(
        lacking=[Lacking(what, why) for what, why in entry.details.get("lacking", [])],
        effect=wait.lawful_effect if wait else Effect.RESTARTS,
        count=_count(made),
        legal_basis=entry.details.get("legal_basis", ""),
        answer_days=days if closes else None,
        answer_on=_last_day(made.told_at, made.time, days) if closes else None,
    )
    return supplement_sheet(told, asked)


def _count(made: Made) -> int:
    """Which request it is; those that were undone never counted."""
    undone = undone_versions(made.history)
    asked = [each.version for each in made.history if each.act == Act.SUPPLEMENT_REQUESTED]
    return sum(version <= made.entry.version for version in asked if version not in undone)


def _last_day(told_at: datetime | None, time: WorkingTime, days: int) -> date | None:
    """None before the desk has told the applicant, and where the calendar of that day is not published yet."""
    try:
        return answer_until(told_at, time, days) if told_at else None
    except CalendarNotPublished:
        return None


def _apology(told: Told, made: Made) -> Sheet:
    return apology_sheet(told, _due_then(made), datetime.fromisoformat(made.entry.details["promised_at"]))


def _due_then(made: Made) -> datetime:
    """What held when the letter was written; acts from before the history kept due dates have them in the dossier."""
    told = [each.due_at for each in made.history if each.version <= made.entry.version and each.due_at]
    held = [due.due_at for due in made.dossier.dues if due.from_at <= made.entry.happened_at]
    if not (told or held):
        raise _no_paper()
    return (told or held)[-1]


def _refusal(told: Told, _: Made) -> Sheet:
    return refusal_after_appraisal_sheet(told)


def _stop(told: Told, made: Made) -> Sheet:
    return stop_sheet(told, _ENDINGS[Act(made.entry.act)], made.entry.details.get("given_back", ""))


_SHEETS: Mapping[Act, Callable[[Told, Made], Sheet]] = {
    Act.SUPPLEMENT_REQUESTED: _supplement,
    Act.EXTENDED: _apology,
    Act.REFUSED: _refusal,
    Act.STOPPED: _stop,
    Act.WITHDRAWN: _stop,
    Act.CLOSED_UNANSWERED: _stop,
}
