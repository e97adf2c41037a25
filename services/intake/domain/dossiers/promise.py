"""The promised date of a receipt: the law's term counted from complete acceptance (NĐ 118/2025 art. 17.3)."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.contracts.terms import CountsBy
from shared.worktime import Deadline, Term, explain, national_calendar, reckon
from shared.worktime.hours import DeskHours


@dataclass(frozen=True, slots=True)
class Promise:
    """What the receipt says; all empty but `counts_by` where the procedure has no published term."""

    term: Term | None
    counts_by: CountsBy
    due_at: datetime | None
    due_on: date | None


def promise(term: Term | None, accepted_at: datetime, hours: DeskHours) -> Promise:
    """The due date by the national calendar and the desk's hours."""
    if term is None:
        return Promise(None, CountsBy.DAY, None, None)
    deadline = reckon(term, accepted_at, national_calendar(), hours)
    return Promise(term, CountsBy(term.counts_by), deadline.due_at, deadline.due_on)


def explain_promise(term: Term, accepted_at: datetime, hours: DeskHours) -> Deadline:
    """The same date with its story, day by day."""
    return explain(term, accepted_at, national_calendar(), hours)
