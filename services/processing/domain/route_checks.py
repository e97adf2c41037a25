"""What a route must satisfy before it is published: stages that hang together and never pass the published limit."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from services.processing.domain.route import Stage, in_order
from shared.errors import Invalid
from shared.worktime import LEGAL_ZONE, Term, reckon
from shared.worktime.working_time import WorkingTime

_MOMENTS = (time(7, 30), time(14, 59))  # at opening, and just before same-day intake closes
_APART = timedelta(days=8)  # so that every day of the week comes
_ROUND_A_YEAR = 53
_LONGEST = timedelta(days=1_100)  # from acceptance to the end of the longest limit, three years


def must_hang_together(stages: Sequence[Stage], limit: Term | None, since: date, time: WorkingTime) -> None:
    """Refuses `route_not_valid`: numbers twice, stages that wait in a circle, or longer together than the limit.

    Terms of different units are never converted: both are counted by THE engine from acceptances all round the year.
    """
    if not stages:
        raise _not_valid("phải có ít nhất một bước")
    repeated = [number for number, count in Counter(stage.number for stage in stages).items() if count > 1]
    if repeated:
        raise _not_valid(f"bước {repeated[0]} ghi hai lần")
    ordered = in_order(stages)
    if ordered is None:
        raise _not_valid("có bước chờ một bước không có, hoặc các bước chờ lẫn nhau")
    if limit is None:
        return
    for accepted_at in _acceptances(since, time):
        whole = reckon(limit, accepted_at, time.calendar, time.hours)
        if _last_due(ordered, accepted_at, time) > whole.due_at:
            raise _not_valid(f"tổng thời gian các bước vượt thời hạn công bố ({limit})")


def _acceptances(since: date, time: WorkingTime) -> Iterator[datetime]:
    """Two moments of one working day a week, for a year.

    Where the calendar is not published far enough behind that, it is the last year for which it is.
    """
    calendar = time.calendar
    latest = date(calendar.last_year, 12, 31) - _LONGEST - _APART * _ROUND_A_YEAR
    first = max(min(since, latest), date(calendar.first_year, 1, 1))
    for week in range(_ROUND_A_YEAR):
        worked = calendar.working_day_from(first + week * _APART)
        yield from (datetime.combine(worked, moment, LEGAL_ZONE) for moment in _MOMENTS)


def _last_due(ordered: Sequence[Stage], accepted_at: datetime, time: WorkingTime) -> datetime:
    """When the last branch is due if every stage takes its whole limit."""
    due: dict[int, datetime] = {}
    for stage in ordered:
        begun_at = max((due[number] for number in stage.after), default=accepted_at)
        due[stage.number] = reckon(stage.term, begun_at, time.calendar, time.hours).due_at if stage.term else begun_at
    return max(due.values())


def _not_valid(why: str) -> Invalid:
    return Invalid("route_not_valid", f"Quy trình không hợp lệ: {why}")
