"""What F1 shows of a dossier: one sentence, four steps, what to do now, what became of the promise, whom to call."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.tracker.presenters.badge import Badge, badge_of
from services.tracker.presenters.written import day, moment
from services.tracker.texts import _
from shared.contracts.states import ENDED, OPEN, State

_STOPPED = ENDED - {State.READY, State.RETURNED}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four; `on` is empty before it was reached."""

    name: str
    on: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Where to go and whom to call."""

    name: str
    hours: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """The page. `story` is missing while processing does not answer."""

    code: str
    applicant: str
    procedure: str
    office: str
    state: str
    promised: str
    badge: Badge | None
    steps: list[Step]
    desk: Desk
    owed: list[Mapping[str, Any]]
    awaited: Mapping[str, Any] | None
    letter: Mapping[str, Any] | None
    changes: list[str]
    is_late: bool
    is_ready: bool
    has_ended: bool
    is_whole: bool


def tracked(found: Mapping[str, Any], story: Mapping[str, Any] | None, telephone: str) -> Tracked:
    state = State(story["state"] if story else found["state"])
    letter = story["letter"] if story else None
    remaining = story["remaining"] if story else None
    dues = [due["due_at"] for due in story["dues"]] if story else []
    return Tracked(
        code=found["code"],
        applicant=found["applicant"],
        procedure=found["procedure_name"],
        office=found["office"],
        state=in_words(state),
        promised=_promised(state, dues[-1] if dues else found["due_at"], letter),
        badge=badge_of(remaining),
        steps=_steps(state, found, story),
        desk=Desk(found["desk"]["name"], _hours(found["desk"]["hours"]), telephone),
        owed=found["owed"] if state in OPEN or state is State.READY else [],
        awaited=story["awaited"] if story else None,
        letter=letter if state in OPEN else None,
        changes=_changes(dues),
        is_late=state in OPEN and remaining is not None and remaining["urgency"] == "overdue",
        is_ready=state is State.READY,
        has_ended=state in ENDED,
        is_whole=story is not None,
    )


def in_words(state: State) -> str:
    return {
        State.ACCEPTED: _("đã được tiếp nhận"),
        State.HANDED_OVER: _("đã chuyển đến cơ quan giải quyết"),
        State.IN_PROCESS: _("đang được xử lý"),
        State.AWAITING_SUPPLEMENT: _("đang chờ ông/bà bổ sung giấy tờ"),
        State.AWAITING_PAYMENT: _("đang chờ ông/bà thực hiện nghĩa vụ tài chính"),
        State.WITHDRAWAL_ASKED: _("đang chờ cơ quan cho rút theo yêu cầu của ông/bà"),
        State.READY: _("đã có kết quả"),
        State.REFUSED: _("đã có thông báo từ chối giải quyết"),
        State.RETURNED: _("đã trả kết quả"),
        State.STOPPED: _("đã dừng giải quyết"),
        State.WITHDRAWN: _("đã rút theo yêu cầu của ông/bà"),
        State.CLOSED_UNANSWERED: _("đã đóng vì chưa nhận được giấy tờ bổ sung"),
    }[state]


def _promised(state: State, due_at: str | None, letter: Mapping[str, Any] | None) -> str:
    """The last promise, while one is to be kept: a stopped clock has none."""
    if state not in OPEN or state in {State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT}:
        return ""
    if letter:
        return moment(letter["promised_at"]) or day(letter["promised_on"])
    return moment(due_at)


def _steps(state: State, found: Mapping[str, Any], story: Mapping[str, Any] | None) -> list[Step]:
    """A step is now when it is the last that was reached."""
    begun = (story or {}).get("begun_at") or (found["accepted_at"] if state is not State.ACCEPTED else None)
    third = _("Có thông báo") if state in _STOPPED else _("Có kết quả")
    reached = [
        (_("Đã nộp"), found["accepted_at"]),
        (_("Đang xử lý"), begun),
        (third, (story or {}).get("ended_at") or found["ended_at"]),
        (_("Đã trả"), (story or {}).get("returned_at") or found["returned_at"]),
    ]
    last = max(place for place, (_name, at) in enumerate(reached) if at)
    return [Step(name, day(at), place == last) for place, (name, at) in enumerate(reached)]


def _hours(spans: list[list[str]]) -> str:
    return ", ".join(f"{opens}–{closes}" for opens, closes in spans)


def _changes(dues: list[str]) -> list[str]:
    """Every promise before the one that holds, oldest first."""
    return [moment(due) for due in dues] if len(dues) > 1 else []
