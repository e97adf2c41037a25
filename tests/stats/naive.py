"""The figures counted the slow way, dossier by dossier and straight from the words of measures.md: a second opinion."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from services.stats.domain.figures import Figures
from shared.contracts.envelope import Fact
from shared.contracts.intake import FilingActed
from shared.contracts.processing import MovePart, Standing
from shared.worktime import LEGAL_ZONE, legal_day
from tests.stats.made_up import PARENTS


def is_below(office: str, area: str) -> bool:
    while office != area:
        parent = PARENTS.get(office)
        if parent is None:
            return False
        office = parent
    return True


def place_at(s: Standing, day: date) -> str:
    """The office that had it at the end of the day."""
    before = [move for move in s.moves if move_day(s, move) <= day]
    return before[-1].office_to if before else s.moves[0].office_from if s.moves else s.office


def move_day(s: Standing, move: MovePart) -> date:
    return max(legal_day(move.from_at), s.accepted_on)


def first_office(s: Standing) -> str:
    return s.moves[0].office_from if s.moves else s.office


def end_day(s: Standing) -> date | None:
    return max(s.ended_on, s.accepted_on) if s.ended_on else None


def is_open(s: Standing, day: date) -> bool:
    end = end_day(s)
    return s.accepted_on <= day and (end is None or day < end)


def is_waiting(s: Standing, day: date) -> bool:
    return is_open(s, day) and any(
        legal_day(w.from_at) <= day and (w.until_at is None or day < legal_day(w.until_at)) for w in s.waits
    )


def is_overdue(s: Standing, day: date, now: datetime) -> bool:
    if not s.dues or not is_open(s, day) or is_waiting(s, day):
        return False
    due = [s.dues[0], *(d for d in s.dues[1:] if legal_day(d.from_at) <= day)][-1]
    if s.counts_by == "day":
        return day > due.due_on
    midnight = datetime.combine(day + timedelta(days=1), time(0), LEGAL_ZONE)
    return due.due_at < min(midnight, now) if legal_day(now) == day else due.due_at < midnight


def how_ended(s: Standing) -> str:
    """The class of an ended dossier."""
    assert s.ended_at and s.ended_on
    contradicts = s.outcome is None or s.ended_on < s.accepted_on or s.ended_at < s.accepted_at
    if contradicts or (s.dues and s.dues[-1].due_on < s.accepted_on):
        return "unclassed"
    if s.outcome in {"stopped", "withdrawn"}:
        return str(s.outcome)
    if not s.dues:
        return "unclassed"
    due = s.dues[-1]
    if s.counts_by == "day":
        return "early" if s.ended_on < due.due_on else "on_time" if s.ended_on == due.due_on else "late"
    if s.ended_at > due.due_at:
        return "late"
    at, limit = s.ended_at.astimezone(LEGAL_ZONE), due.due_at.astimezone(LEGAL_ZONE)
    noon = time(12)
    is_before = at.date() < limit.date() or (at.time() <= noon < limit.time())
    return "early" if is_before else "on_time"


Inside = Callable[[str], bool]


def crossings(s: Standing, first: date, last: date, inside: Inside) -> Iterator[str]:
    for move in s.moves:
        came, went = inside(move.office_to), inside(move.office_from)
        if first <= move_day(s, move) <= last and came != went:
            yield "moved_in" if came else "moved_out"


def flows(s: Standing, first: date, last: date, inside: Inside) -> Iterator[str]:
    is_in_span = first <= s.accepted_on <= last
    if is_in_span and inside(first_office(s)):
        yield from ("received", s.channel)
    if is_in_span and inside(s.desk):
        yield "taken_in"
    if (end := end_day(s)) and first <= end <= last and inside(s.office):
        how = how_ended(s)
        yield from ("resolved", how)
        if how == "late":
            has_letter = any(x.sent_on < s.dues[-1].due_on for x in s.letters)
            yield "late_with_letter" if has_letter else "late_without_letter"
            if not s.letters or (s.ended_on and s.ended_on > s.letters[-1].promised_on):
                yield "late_by_reappointment"
        if how in JUDGED and s.outcome == "refusal":
            yield "refusals"
        if index_says_in_time(s):
            yield "index_in_time"


JUDGED = {"early", "on_time", "late"}


def index_due(s: Standing, at: datetime) -> datetime | None:
    """The last date promised that no wait restarted, later by what was waited since, as far as `at`."""
    promised = [d for d in s.dues if all(d.from_at != w.until_at for w in s.waits)]
    if not promised:
        return None
    due_at = promised[-1].due_at
    for w in s.waits:
        if w.from_at >= promised[-1].from_at and w.from_at < at:
            due_at += min(w.until_at or at, at) - w.from_at
    return due_at


def supplements(s: Standing) -> list[datetime]:
    return sorted(w.from_at for w in s.waits if w.reason == "supplement")


def index_says_in_time(s: Standing) -> bool:
    if s.ended_at is None or s.ended_at < s.accepted_at:
        return False
    due_at = index_due(s, s.ended_at)
    asked_twice = len(supplements(s)) > 1 and supplements(s)[1] <= s.ended_at
    return due_at is not None and s.ended_at <= due_at and not asked_twice


def is_index_overdue(s: Standing, day: date) -> bool:
    """Open at the end of the day, and late by the index's reading at some moment until then."""
    if not is_open(s, day) or index_due(s, s.accepted_at) is None:
        return False
    if any(legal_day(at) <= day for at in supplements(s)[1:]):
        return True
    night = datetime.combine(day + timedelta(days=1), time(0), LEGAL_ZONE)
    moments = [night, *(w.from_at for w in s.waits if w.from_at < night)]  # it counts as ended at the request
    return any(
        (due_at := index_due(s, at)) is not None and due_at < at
        for at in moments
        if not any(w.from_at < at and (w.until_at is None or at <= w.until_at) for w in s.waits)
    )


def states(s: Standing, first: date, last: date, now: datetime, inside: Inside) -> Iterator[str]:
    eve = first - timedelta(days=1)
    end = end_day(s)
    if s.accepted_on < first and not (end and end < first) and inside(place_at(s, eve)):
        yield "carried_over"
    if is_open(s, last) and inside(place_at(s, last)):
        yield "waiting" if is_waiting(s, last) else "overdue" if is_overdue(s, last, now) else "in_term"
        if is_index_overdue(s, last):
            yield "index_overdue"
    is_ready = end is not None and end <= last and how_ended(s) in JUDGED and inside(s.office)
    if is_ready and (s.returned_at is None or legal_day(s.returned_at) > last):
        yield "ready_not_returned"


def filing_counts(told: Iterable[Fact], first: date, last: date, now: datetime, inside: Inside) -> Iterator[str]:
    """`told`: the facts of one filing, oldest first."""
    standings = [(fact.happened_at, FilingActed.of(fact).standing) for fact in told]
    _, newest = standings[-1]
    filed_on = legal_day(newest.filed_at)
    if not inside(newest.desk):
        return
    if first <= filed_on <= last:
        yield "filed"
    if newest.state == "refused" and first <= max(legal_day(standings[-1][0]), filed_on) <= last:
        yield "refused"
    by_then = [(at, s) for n, (at, s) in enumerate(standings) if (filed_on if n == 0 else legal_day(at)) <= last]
    if by_then and by_then[-1][1].state in {"filed", "completed"}:
        yield "pending"
        midnight = datetime.combine(last + timedelta(days=1), time(0), LEGAL_ZONE)
        if by_then[-1][1].answer_due_at < (min(midnight, now) if legal_day(now) == last else midnight):
            yield "pending_late"


def naive_figures(
    standings: Iterable[Standing],
    area: str,
    from_on: date,
    to_on: date,
    now: datetime,
    inside: Inside | None = None,
    filings: Iterable[Sequence[Fact]] = (),
) -> Mapping[str, int]:
    """`inside` tells which offices the figures are of: by default those at or below the area."""
    inside = inside or (lambda office: is_below(office, area))
    last = min(to_on, legal_day(now))
    first = min(from_on, legal_day(now) + timedelta(days=1))
    counts = dict.fromkeys(Figures.__dataclass_fields__, 0)
    for s in standings:
        for name in (
            *flows(s, first, last, inside),
            *crossings(s, first, last, inside),
            *states(s, first, last, now, inside),
        ):
            counts[name] += 1
    for told in filings:
        for name in filing_counts(told, first, last, now, inside):
            counts[name] += 1
    return counts
