"""A petition or complaint as far as the index of QĐ 766 asks (items 5.1 to 5.4): its acts, and what is due when.

Days are counted in working days of the national calendar that ships with the suite (`shared/worktime`): the yearbook
keeps no calendar of desks, and petitions are answered by agencies, whose days off are the national ones. Whoever keeps
the petition may state another day for the answer (`answer_by`), as the law on complaints has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.stats.domain.satisfaction.rating import Verdict
from shared.errors import Conflict, Invalid
from shared.worktime import WorkCalendar, legal_day


class PetitionKind(StrEnum):
    """What it is about."""

    REGULATION = "regulation"
    CONDUCT = "conduct"
    DELAY = "delay"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    OTHER = "other"


AGAINST_A_DOSSIER = (PetitionKind.CONDUCT, PetitionKind.DELAY, PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION)
UNPUBLISHED = (PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION)  # they have laws of their own
OF_CONDUCT_OR_DELAY = (PetitionKind.CONDUCT, PetitionKind.DELAY)


class PetitionAct(StrEnum):
    """What happens to it. Each happens once, but it may be repeated by the petitioner several times."""

    RECEIVED = "received"
    REFUSED = "refused"
    COMPLETION_ASKED = "completion_asked"
    COMPLETED = "completed"
    ANSWERED = "answered"
    PUBLISHED = "published"
    RATED = "rated"
    REPEATED = "repeated"


class Finding(StrEnum):
    """What the answer found."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"


@dataclass(frozen=True, slots=True)
class PetitionLimits:
    """Working days for each step, for petitions received on the days on which a decision holds."""

    decision: str
    valid_from: date
    valid_to: date | None
    refuse: int
    ask_to_complete: int
    answer: int
    publish: int


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as somebody tells it. `answer_by` only where the clock of the answer starts."""

    act: PetitionAct
    happened_at: datetime
    answer_by: date | None = None
    verdict: Verdict | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class PetitionStep:
    """An act with the day on which it was due, and what is due after it."""

    act: PetitionAct
    happened_at: datetime
    due_on: date | None = None
    owes: PetitionAct | None = None
    owes_by: date | None = None
    verdict: Verdict | None = None
    finding: Finding | None = None

    @property
    def happened_on(self) -> date:
        return legal_day(self.happened_at)

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.happened_on > self.due_on


_A = PetitionAct
_NEEDS = {  # all that must have happened, any of what must have happened, nothing of what must not
    _A.REFUSED: ((), (), (_A.ANSWERED,)),
    _A.COMPLETION_ASKED: ((), (), (_A.ANSWERED, _A.REFUSED)),
    _A.COMPLETED: ((_A.COMPLETION_ASKED,), (), (_A.ANSWERED, _A.REFUSED)),
    _A.ANSWERED: ((), (), (_A.REFUSED,)),
    _A.PUBLISHED: ((_A.ANSWERED,), (), ()),
    _A.RATED: ((), (_A.ANSWERED, _A.REFUSED), ()),
    _A.REPEATED: ((), (_A.ANSWERED, _A.REFUSED), ()),
}


def next_step(
    kind: PetitionKind,
    steps: Sequence[PetitionStep],
    deed: Deed,
    limits: PetitionLimits,
    calendar: WorkCalendar,
    now: datetime,
) -> PetitionStep:
    """What the act does to the petition; the first is the receipt.

    Refuses: act_in_the_future, petition_act_not_allowed, act_before_last, verdict_missing, answer_by_not_taken.
    """
    _check(steps, deed, now)
    due_on = _due_on(steps, deed.act, limits, calendar)
    owes, owes_by = _owed_after(kind, steps, deed, limits, calendar)
    return PetitionStep(deed.act, deed.happened_at, due_on, owes, owes_by, deed.verdict, deed.finding)


def _due_on(
    steps: Sequence[PetitionStep], act: PetitionAct, limits: PetitionLimits, calendar: WorkCalendar
) -> date | None:
    """From the receipt, until the petitioner was asked to complete it; answers and publishing when they were owed."""
    if act in {_A.REFUSED, _A.COMPLETION_ASKED} and len(steps) == 1:
        days = limits.refuse if act is _A.REFUSED else limits.ask_to_complete
        return calendar.working_day_after(steps[0].happened_on, days)
    return steps[-1].owes_by if steps and steps[-1].owes is act else None


def _owed_after(
    kind: PetitionKind, steps: Sequence[PetitionStep], deed: Deed, limits: PetitionLimits, calendar: WorkCalendar
) -> tuple[PetitionAct | None, date | None]:
    on = legal_day(deed.happened_at)
    if deed.act in {_A.RECEIVED, _A.COMPLETED}:
        return _A.ANSWERED, deed.answer_by or calendar.working_day_after(on, limits.answer)
    if deed.act is _A.ANSWERED and kind not in UNPUBLISHED:
        return _A.PUBLISHED, calendar.working_day_after(on, limits.publish)
    if deed.act in {_A.RATED, _A.REPEATED}:
        return steps[-1].owes, steps[-1].owes_by
    return None, None


def _check(steps: Sequence[PetitionStep], deed: Deed, now: datetime) -> None:
    if deed.happened_at > now:
        raise Invalid("act_in_the_future", "Thời điểm của việc nằm trong tương lai")
    if not _is_allowed({step.act for step in steps}, deed.act):
        raise Conflict("petition_act_not_allowed", "Việc này không hợp với tình trạng hiện tại của phản ánh, kiến nghị")
    if steps and deed.happened_at < steps[-1].happened_at:
        raise Invalid("act_before_last", "Thời điểm của việc không được trước việc đã ghi sau cùng")
    if (deed.verdict is not None) != (deed.act is _A.RATED):
        raise Invalid("verdict_missing", "Việc đánh giá phải kèm mức hài lòng, việc khác thì không")
    starts_clock = deed.act in {_A.RECEIVED, _A.COMPLETED}
    if deed.answer_by and (not starts_clock or deed.answer_by < legal_day(deed.happened_at)):
        raise Invalid("answer_by_not_taken", "Chỉ ghi hạn trả lời khi nhận hoặc nhận lại, và không trước ngày đó")
    if deed.finding and deed.act is not _A.ANSWERED:
        raise Invalid("finding_not_taken", "Kết luận chỉ ghi khi trả lời")


def _is_allowed(done: set[PetitionAct], act: PetitionAct) -> bool:
    if act is _A.RECEIVED or not done:
        return act is _A.RECEIVED and not done
    if act in done and act is not _A.REPEATED:
        return False
    if act is _A.ANSWERED and _A.COMPLETION_ASKED in done and _A.COMPLETED not in done:
        return False
    needed, one_of, against = _NEEDS[act]
    return done.issuperset(needed) and (not one_of or not done.isdisjoint(one_of)) and done.isdisjoint(against)


def limits_for(limits: Sequence[PetitionLimits], on: date) -> PetitionLimits:
    """Those in force on the day of receipt."""
    for each in limits:
        if each.valid_from <= on and (each.valid_to is None or on <= each.valid_to):
            return each
    raise Invalid("limits_not_in_force", "Chưa có thời hạn xử lý phản ánh, kiến nghị cho ngày này")
