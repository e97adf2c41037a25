"""What can happen in a round of a walk, and where a dossier of the plan stands. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.cli.demo.course import Doing, course_of, go_on
from services.cli.demo.days import Slots
from services.cli.demo.fates import Answer
from services.cli.demo.planning import Intended
from services.cli.demo.work_minutes import to_instant, to_minutes
from shared.callers import Role

RECEIVE, FILE, RATE = "receive", "file", "rate"
ACCEPT, REFUSE, ASK_COMPLETION, COMPLETE = "accept", "refuse", "request-completion", "complete"  # of a filing
_COMPLETED_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something at one instant to one dossier; `of_filing`: what is filed is not received yet."""

    at: datetime
    what: str
    intended: Intended
    role: Role
    say: Mapping[str, Any] = field(default_factory=dict)
    goes_on: bool = False
    of_filing: bool = False

    @property
    def key(self) -> str:
        return f"{self.intended.number} {self.what}{' filing' if self.of_filing else ''}"


@dataclass(slots=True)
class Standing:
    """Of one dossier: what the services know it by, how it stands, and what of it counts in figures."""

    intended: Intended
    id: str = ""
    code: str = ""
    version: int = 1
    filing: str = ""
    filing_version: int = 1
    received_at: datetime | None = None
    due_at: datetime | None = None
    counts_by: str = "day"
    ended_at: datetime | None = None
    ended_by: str = ""
    waits: bool = False
    refused: str | None = None  # a service's refusal, by its code: nothing more is done to it


def first(intended: Intended) -> Happening:
    if intended.is_filed_from_home:
        return Happening(intended.at, FILE, intended, Role.PORTAL, of_filing=True)
    return Happening(intended.at, RECEIVE, intended, Role.CLERK)


def following(happening: Happening, standing: Standing, slots: Slots) -> Iterator[Happening]:
    """What comes of it, now that it has happened."""
    intended = happening.intended
    if happening.what == FILE:
        yield _reply(happening, slots)
    elif happening.what == ASK_COMPLETION:
        back = slots.of_acts(happening.at + _COMPLETED_AFTER)
        yield Happening(back, COMPLETE, intended, Role.PORTAL, {"note": "Đã bổ sung"}, of_filing=True)
    elif happening.what == COMPLETE:
        yield Happening(_answer_at(happening.at, intended, slots), ACCEPT, intended, Role.CLERK, of_filing=True)
    elif happening.what in {RECEIVE, ACCEPT} and standing.received_at:
        yield from _acts(intended, course_of(intended, slots, standing.received_at, standing.due_at))
        if intended.is_at_once:
            yield from _vote(happening, slots)
    elif happening.goes_on:
        yield from _acts(intended, go_on(intended, slots, happening.at, standing.due_at))
    elif happening.what == "return":
        yield from _vote(happening, slots)


def _acts(intended: Intended, doings: list[Doing]) -> Iterator[Happening]:
    return (Happening(doing.at, doing.act, intended, doing.role, doing.say, doing.goes_on) for doing in doings)


def _answer_at(filed_at: datetime, intended: Intended, slots: Slots) -> datetime:
    answered = to_instant(to_minutes(filed_at) + intended.fate.answered_after)
    return slots.of_acts(max(answered, filed_at + timedelta(minutes=1)))


def _reply(filed: Happening, slots: Slots) -> Happening:
    intended, at = filed.intended, _answer_at(filed.at, filed.intended, slots)
    match intended.fate.answer:
        case Answer.REFUSED:
            reason = {"code": "papers_not_valid", "text": "Bản điện tử không đọc được, thành phần hồ sơ không hợp lệ"}
            return Happening(at, REFUSE, intended, Role.CLERK, {"reasons": [reason]}, of_filing=True)
        case Answer.SENT_BACK:
            items = [{"what": "Tờ khai", "why": "Chưa ký, chưa ghi ngày tháng"}]
            say = {"items": items, "basis": "Thành phần hồ sơ của thủ tục"}
            return Happening(at, ASK_COMPLETION, intended, Role.CLERK, say, of_filing=True)
        case Answer.ACCEPTED:
            return Happening(at, ACCEPT, intended, Role.CLERK, of_filing=True)


def _vote(happening: Happening, slots: Slots) -> Iterator[Happening]:
    intended = happening.intended
    if intended.fate.score is not None:
        at = slots.of_acts(happening.at + timedelta(hours=1 + intended.number % 40))
        yield Happening(at, RATE, intended, Role.PORTAL)
