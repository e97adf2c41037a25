"""The acts on a dossier, one after another, from its receipt (or the end of a pause) and its due date. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.cli.demo.days import Slots
from services.cli.demo.fates import Ending
from services.cli.demo.planning import Intended
from services.cli.demo.work_minutes import A_DAY, to_instant, to_minutes
from shared.callers import Role
from shared.worktime import legal_day, legal_instant

_SHORT_TERM = 3 * A_DAY // 2
_SHORT = 180  # working minutes: below, it goes from hand to hand without being passed up
_FIRST_TERM = 3 * A_DAY  # where no term is published
_MINUTE = timedelta(minutes=1)
_CLOSED_AFTER = timedelta(days=21)  # an unanswered supplement; the law: 15 days after the applicant was told
_LACKING = [{"what": "Bản sao giấy tờ chứng minh nơi cư trú", "why": "Thông tin trong hồ sơ chưa thống nhất"}]
SUPPLEMENT, SUPPLEMENTED = "supplement-request", "supplement-receipt"
PAYMENT, PAID = "payment-request", "payment-receipt"


@dataclass(frozen=True, slots=True)
class Doing:
    """An act at one of the demo's instants. After `goes_on` the due date is another, and the rest is reckoned anew."""

    at: datetime
    act: str
    role: Role
    say: Mapping[str, Any] = field(default_factory=dict)
    goes_on: bool = False


class _Hand:
    """Puts acts one slot after another."""

    def __init__(self, slots: Slots, since: datetime) -> None:
        self._slots, self.last = slots, since

    def put(self, act: str, role: Role, at: datetime, *, goes_on: bool = False, **say: Any) -> Doing:
        self.last = self._slots.of_acts(legal_instant(max(at, self.last + _MINUTE)))
        return Doing(self.last, act, role, say, goes_on)


def course_of(intended: Intended, slots: Slots, received_at: datetime, due_at: datetime | None) -> list[Doing]:
    """From the receipt to the end, or to the end of the first pause."""
    if intended.is_at_once:
        return []
    hand = _Hand(slots, received_at)
    start = to_minutes(received_at)
    due = to_minutes(due_at) if due_at else start + _FIRST_TERM
    fate = intended.fate
    if _is_short(intended, start, due):
        return _short(intended, slots, received_at, start, due)
    doings = [hand.put("hand-over", Role.CLERK, to_instant(start + min(120, max(due - start, 0) // 8)))]
    taken_up = start + min(A_DAY, (due - start) // 6)
    doings.append(hand.put("take-up", Role.OFFICER, to_instant(taken_up)))
    if fate.supplement is not None:
        return [*doings, *_supplement(intended, hand, taken_up + 90)]
    if fate.payment is not None:
        return [*doings, *_payment(intended, hand, taken_up + (due - start) // 4)]
    return [*doings, *_work(intended, hand, start, due)]


def go_on(intended: Intended, slots: Slots, at: datetime, due_at: datetime | None) -> list[Doing]:
    """From the end of a pause on, by the due date that holds since."""
    start = to_minutes(at)
    due = to_minutes(due_at) if due_at else start + _FIRST_TERM
    return _work(intended, _Hand(slots, at), start, due)


def _is_short(intended: Intended, start: int, due: int) -> bool:
    fate = intended.fate
    is_plain = fate.supplement is None and fate.payment is None and fate.ending is Ending.RESULT
    return is_plain and not fate.late_by and (fate.share * (due - start) < _SHORT or due - start <= _SHORT_TERM)


def _short(intended: Intended, slots: Slots, received_at: datetime, start: int, due: int) -> list[Doing]:
    """From hand to hand; where even that would be late, the one who decides takes it from the desk himself."""
    hand = _Hand(slots, received_at)
    handed_over = hand.put("hand-over", Role.CLERK, received_at)
    ending = list(_ending(intended, hand, start, due))
    if to_minutes(ending[0].at) <= due:
        return [handed_over, *ending]
    return list(_ending(intended, _Hand(slots, received_at), start, due))


def _supplement(intended: Intended, hand: _Hand, at: int) -> Iterator[Doing]:
    fate = intended.fate
    yield hand.put(SUPPLEMENT, Role.OFFICER, to_instant(at), note="Bổ sung hồ sơ một lần", lacking=_LACKING)
    yield hand.put("supplement-notice", Role.CLERK, hand.last)
    if fate.is_supplement_answered:
        back = to_instant(to_minutes(hand.last) + (fate.supplement or 0))
        yield hand.put(SUPPLEMENTED, Role.CLERK, back, goes_on=True, note="Đã nộp đủ")
    else:
        yield hand.put("closing", Role.CLERK, hand.last + _CLOSED_AFTER, note="Quá hạn, người nộp không bổ sung")


def _payment(intended: Intended, hand: _Hand, at: int) -> Iterator[Doing]:
    yield hand.put(PAYMENT, Role.OFFICER, to_instant(at), note="Nộp lệ phí trước bạ, thuế theo thông báo")
    paid = to_instant(to_minutes(hand.last) + (intended.fate.payment or 0))
    yield hand.put(PAID, Role.CLERK, paid, goes_on=True)


def _work(intended: Intended, hand: _Hand, start: int, due: int) -> list[Doing]:
    """Appraisal and signature; with the letter of apology where it will be late and there is a day left to write it."""
    fate, doings = intended.fate, []
    if fate.ending is Ending.WITHDRAWN:
        half = to_instant(start + (due - start) // 2)
        doings.append(hand.put("withdrawal-request", Role.CLERK, half, note="Người nộp xin rút hồ sơ"))
        doings.append(hand.put("withdrawal", Role.LEADER, hand.last, note="Đồng ý cho rút"))
        return doings
    ready = _ready(intended, start, due)
    day_before = due - A_DAY - 200
    if fate.late_by and fate.has_letter and day_before > max(to_minutes(hand.last), start) + 30:
        promised = legal_day(to_instant(ready + A_DAY // 2)).isoformat()
        note = "Hồ sơ cần xác minh thêm"
        doings.append(hand.put("extension", Role.LEADER, to_instant(day_before), promised_on=promised, note=note))
    doings.append(hand.put("pass-on", Role.OFFICER, to_instant(start + (ready - start) * 8 // 10), note="Trình ký"))
    return [*doings, *_ending(intended, hand, start, due)]


def _ready(intended: Intended, start: int, due: int) -> int:
    fate = intended.fate
    if fate.late_by:
        return -(-due // A_DAY) * A_DAY + fate.late_by  # from the end of the due day on
    return min(start + int(fate.share * (due - start)), due - 75)


def _ending(intended: Intended, hand: _Hand, start: int, due: int) -> Iterator[Doing]:
    fate = intended.fate
    ready = to_instant(_ready(intended, start, due))
    if fate.ending is Ending.REFUSED:
        note = "Hồ sơ không đủ điều kiện giải quyết theo quy định"
        yield hand.put("refuse", Role.LEADER, ready, reason_code="not_eligible", note=note)
    else:
        yield hand.put("finish", Role.LEADER, ready)
    finished = hand.last
    if fate.late_by:
        cause = ("staff", "coordination", "facilities", "applicant", "other")[intended.number % 5]
        yield hand.put("lateness", Role.OFFICER, finished, cause=cause, note="Chậm ở khâu thẩm định")
    if fate.collected_after is not None:
        wait = timedelta(days=fate.collected_after) if fate.collected_after else _MINUTE
        way = "electronic" if intended.is_filed_from_home else "counter"
        yield hand.put("return", Role.CLERK, finished + wait, way=way)
    else:
        yield hand.put("not-collected", Role.CLERK, finished + timedelta(days=10), note="Đã nhắc, chưa đến nhận")
