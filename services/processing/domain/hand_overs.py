"""Every hand-over of a dossier, as its control slip lists them: between steps, people and offices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from services.processing.domain.causes import CAUSE_NAMES, Cause
from services.processing.domain.dossier import Dossier, Move
from services.processing.domain.judged import Judged, judged
from services.processing.domain.state import Act
from services.processing.domain.steps import Step, StepEnd, StepKind

_ENDS = {StepEnd.SENT_BACK: "trả lại", StepEnd.REPEATED: "làm lại", StepEnd.CUT: "dừng"}
_JUDGED = {Judged.EARLY: "trước hạn", Judged.ON_TIME: "đúng hạn", Judged.LATE: "quá hạn"}
_BEGINS = {
    *(Act.HANDED_OVER, Act.TAKEN_UP, Act.PASSED_ON, Act.SENT_BACK),
    *(Act.SUPPLEMENT_REQUESTED, Act.OPINION_ASKED, Act.FIELD_CHECK_SET, Act.CORRECTION_ASKED),
}
_OF_THE_OFFICE = {Act.TAKEN_UP, Act.SUPPLEMENT_RECEIVED}
_DECISIONS = {Act.FINISHED, Act.REFUSED}


@dataclass(frozen=True, slots=True)
class Done:
    """An act of the history that stands: nobody undid it."""

    act: Act
    actor: str
    at: datetime
    note: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who gave what to whom, when, by when it was to be done, and how that came out. Names are accounts."""

    office: str
    work: str
    giver: str
    taker: str
    at: datetime
    due_at: datetime | None = None
    done_at: datetime | None = None
    outcome: str = ""
    note: str = ""


def hand_overs(dossier: Dossier, acts: Sequence[Done]) -> list[HandOver]:
    """In the order of time; `acts` are oldest first, the opening included."""
    found = [each for step in dossier.steps for each in _of_step(dossier, step, acts)]
    return sorted(found, key=lambda each: each.at) + list(_of_result(dossier, acts))


def _of_step(dossier: Dossier, step: Step, acts: Sequence[Done]) -> Iterator[HandOver]:
    """One for whoever had it first, and one more each time that it changed hands or offices while open."""
    moves = _moves_of(dossier, step)
    began = next((each for each in reversed(acts) if each.at == step.begun_at and each.act in _BEGINS), acts[0])
    now = HandOver(
        office=moves[0].office_from if moves else step.office,
        work=step.name,
        giver=_giver(began, acts),
        taker=began.details.get("assignee") or "",
        at=step.begun_at,
        due_at=step.due_at,
    )
    events: list[Move | Done] = [*moves, *_changes_of(dossier, step, acts)]
    for event in sorted(events, key=_moment):
        if isinstance(event, Move):
            yield replace(now, done_at=event.from_at, outcome="chuyển đơn vị kế thừa")
            now = replace(now, office=event.office_to, giver=now.taker, at=event.from_at, note="")
            continue
        if event.act is Act.SUPPLEMENT_RECEIVED:
            yield replace(now, due_at=None, done_at=_asked_at(event, acts), outcome="chờ bổ sung")
            now = replace(now, giver=event.actor, at=event.at, note="giấy tờ bổ sung")
            continue
        taker = event.details.get("assignee") or event.actor
        if now.taker and taker != now.taker and event.act is Act.ASSIGNED:
            yield replace(now, done_at=event.at, outcome="chuyển người khác")
            now = replace(now, giver=now.taker, taker=taker, at=event.at, note=event.note)
        elif not now.taker:
            now = replace(now, taker=taker)
    taker = now.taker or step.assignee or step.ended_by or ""
    yield replace(now, taker=taker, done_at=step.ended_at, outcome=_outcome(step), note=_note(step, now, acts))


def _giver(began: Done, acts: Sequence[Done]) -> str:
    """What was taken up without a hand-over came from whoever accepted it."""
    return acts[0].actor if began.act is Act.TAKEN_UP else began.actor


def _moves_of(dossier: Dossier, step: Step) -> list[Move]:
    """The moves that took the step along while it was open."""
    taken: list[Move] = []
    office = step.office
    for move in reversed(dossier.moves):
        if office == move.office_to and _is_open_at(step, move.from_at):
            taken.insert(0, move)
            office = move.office_from
    return taken


def _changes_of(dossier: Dossier, step: Step, acts: Sequence[Done]) -> list[Done]:
    """Acts that gave the step to somebody: named ones, and what takes along all that the office has."""
    mine = {dossier.matter.office, *(move.office_from for move in dossier.moves)}
    follows = step.kind is StepKind.STAGE and step.office in mine
    return [
        each
        for each in acts
        if (each.act is Act.ASSIGNED and each.details.get("step") == step.number)
        or (each.act in _OF_THE_OFFICE and follows and _is_open_at(step, each.at))
    ]


def _asked_at(received: Done, acts: Sequence[Done]) -> datetime:
    """Since when the supplement that was received had been awaited."""
    return [each.at for each in acts if each.act is Act.SUPPLEMENT_REQUESTED and each.at <= received.at][-1]


def _is_open_at(step: Step, at: datetime) -> bool:
    return step.begun_at <= at and (step.ended_at is None or at < step.ended_at)


def _moment(event: Move | Done) -> datetime:
    return event.from_at if isinstance(event, Move) else event.at


def _of_result(dossier: Dossier, acts: Sequence[Done]) -> Iterator[HandOver]:
    """What was decided goes back to the desk, and from there to the applicant."""
    decided = [each for each in acts if each.act in _DECISIONS]
    if not decided:
        return
    returned = [each for each in acts if each.act is Act.RETURNED]
    yield HandOver(
        office=dossier.matter.desk,
        work="Nhận và trả kết quả",
        giver=decided[-1].actor,
        taker=returned[-1].actor if returned else "",
        at=decided[-1].at,
        done_at=dossier.returned_at,
        outcome="đã trả" if dossier.returned_at else "chờ trả",
    )


def _outcome(step: Step) -> str:
    """Early, on time or late, as the form asks, or what else became of it."""
    if step.ended_at is None:
        return "đang làm"
    if step.end in _ENDS:
        return _ENDS[step.end]
    how = judged(step)
    return _JUDGED[how] if how else "xong"


def _note(step: Step, now: HandOver, acts: Sequence[Done]) -> str:
    """Why it changed hands, why it went back, why it was late."""
    back = [each.note for each in acts if each.act is Act.SENT_BACK and each.at == step.ended_at]
    why_back = back[-1] if back and step.end is StepEnd.SENT_BACK else ""
    cause = f"chậm do {CAUSE_NAMES[Cause(step.cause)]}" if step.cause else ""
    return "; ".join(filter(None, (now.note, why_back, cause)))
