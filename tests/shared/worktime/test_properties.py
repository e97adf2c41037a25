"""What must hold of any deadline, and a slow second method that must agree with the count."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.worktime import (
    LEGAL_ZONE,
    P75,
    PROFILES,
    OfficeHours,
    Pause,
    Restart,
    Sessions,
    Term,
    Unit,
    Verdict,
    WorkCalendar,
    explain,
    national_calendar,
    reckon,
)

CALENDAR = national_calendar()
MINUTE = timedelta(minutes=1)
unhurried = settings(deadline=None)  # a busy machine is not a wrong answer
AMOUNTED = [unit for unit in Unit if unit is not Unit.SAME_DAY]

instants = st.datetimes(datetime(2018, 2, 1), datetime(2023, 6, 30)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=LEGAL_ZONE, second=0, microsecond=0)
)
hours = st.sampled_from([*PROFILES.values(), OfficeHours(P75.usual, {4: Sessions.read([("08:00", "11:00")])})])
amounts = st.integers(1, 20)
# so that no count leaves the published years, which is refused and tested elsewhere
amounted = st.one_of(
    st.builds(Term, st.sampled_from([unit for unit in AMOUNTED if unit is not Unit.YEAR]), amounts),
    st.builds(Term, st.just(Unit.YEAR), st.integers(1, 3)),
)
terms = st.one_of(amounted, st.just(Term(Unit.SAME_DAY, 0)))
minutes = st.integers(0, 30_000)


@st.composite
def pauses_after(draw: st.DrawFn, received_at: datetime) -> list[Pause]:
    bounds = sorted(draw(st.lists(minutes, max_size=6)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return [Pause(received_at + since * MINUTE, received_at + to * MINUTE) for since, to in pairs]


@unhurried
@given(amounted, instants, hours)
def test_a_longer_term_is_never_due_earlier(term: Term, at: datetime, desk: OfficeHours) -> None:
    longer = Term(term.unit, term.amount + 1)
    shorter, longer_due = (reckon(t, at, CALENDAR, desk).due_at for t in (term, longer))
    assert shorter <= longer_due


@unhurried
@given(terms, instants, minutes, hours)
def test_a_later_receipt_is_never_due_earlier(term: Term, at: datetime, later: int, desk: OfficeHours) -> None:
    early, late = (reckon(term, t, CALENDAR, desk).due_at for t in (at, at + later * MINUTE))
    assert early <= late


@unhurried
@given(terms, instants, hours)
def test_nothing_is_due_before_it_was_received(term: Term, at: datetime, desk: OfficeHours) -> None:
    assert reckon(term, at, CALENDAR, desk).due_at >= at


@unhurried
@given(st.data(), terms, instants, hours)
def test_a_pause_never_brings_the_due_date_nearer(
    data: st.DataObject, term: Term, at: datetime, desk: OfficeHours
) -> None:
    pauses = data.draw(pauses_after(at))
    assert reckon(term, at, CALENDAR, desk, pauses).due_at >= reckon(term, at, CALENDAR, desk).due_at


@unhurried
@given(amounts, amounts, instants)
def test_working_days_add_up(first: int, second: int, at: datetime) -> None:
    half_way = reckon(Term(Unit.WORKING_DAY, first), at, CALENDAR).due_at
    in_parts = reckon(Term(Unit.WORKING_DAY, second), half_way, CALENDAR).due_at
    assert in_parts == reckon(Term(Unit.WORKING_DAY, first + second), at, CALENDAR).due_at


@unhurried
@given(amounts, amounts, instants, hours)
def test_working_hours_and_half_days_add_up(first: int, second: int, at: datetime, desk: OfficeHours) -> None:
    for unit in (Unit.WORKING_HOUR, Unit.HALF_DAY):
        half_way = reckon(Term(unit, first), at, CALENDAR, desk).due_at
        in_parts = reckon(Term(unit, second), half_way, CALENDAR, desk).due_at
        assert in_parts == reckon(Term(unit, first + second), at, CALENDAR, desk).due_at


@unhurried
@given(st.data(), terms, instants, hours)
def test_every_limit_but_elapsed_hours_ends_in_a_session(
    data: st.DataObject, term: Term, at: datetime, desk: OfficeHours
) -> None:
    due = reckon(term, at, CALENDAR, desk, data.draw(pauses_after(at)))
    if term.unit is Unit.HOUR:
        return
    assert CALENDAR.is_working(due.due_on)
    sessions = desk.sessions_on(due.due_on, is_make_up=CALENDAR.is_make_up(due.due_on))
    if term.counts_by == "day":
        assert due.due_at.time() == sessions.closes
    assert any(opens <= due.due_at.time() <= closes for opens, closes in sessions.spans)


@unhurried
@given(st.data(), terms, instants, hours)
def test_the_story_and_the_count_end_alike(data: st.DataObject, term: Term, at: datetime, desk: OfficeHours) -> None:
    pauses = data.draw(pauses_after(at))
    counted, told = reckon(term, at, CALENDAR, desk, pauses), explain(term, at, CALENDAR, desk, pauses)
    assert (told.due_at, told.due_on) == (counted.due_at, counted.due_on)
    # the walk is a second method: the last day it counts or rolls over leads to the due day
    last = told.steps[-2]
    if last.verdict is Verdict.ROLLED:
        assert last.day + timedelta(days=1) == counted.due_on
    elif last.day != counted.due_on:  # an elapsed hour that ends at midnight
        assert term.unit is Unit.HOUR
        assert counted.due_at.time().isoformat() == "00:00:00"
    assert [step.day for step in told.steps] == sorted(step.day for step in told.steps)


@unhurried
@given(st.data(), terms, instants)
def test_a_restart_reckons_anew_from_the_completing_instant(data: st.DataObject, term: Term, at: datetime) -> None:
    pauses = data.draw(pauses_after(at))
    asked_at = pauses[-1].to_at if pauses else at
    completed_at = asked_at + data.draw(minutes) * MINUTE
    restarted = explain(term, at, CALENDAR, P75, [*pauses, Restart(asked_at, completed_at)])
    assert restarted.due_at == reckon(term, completed_at, CALENDAR).due_at
    assert [step.day for step in restarted.steps] == sorted(step.day for step in restarted.steps)


@unhurried
@given(terms, instants, st.integers(0, 60))
def test_one_more_day_off_never_brings_the_due_date_nearer(term: Term, at: datetime, offset: int) -> None:
    near = date(at.year, 1, 1)
    free = at.date() + timedelta(days=offset)
    plain = WorkCalendar(near.year, near.year + 4, {}, {})
    closed = WorkCalendar(near.year, near.year + 4, {free: CALENDAR.days_off[date(2019, 1, 1)]}, {})
    assert reckon(term, at, closed).due_at >= reckon(term, at, plain).due_at


def minute_walk(amount: int, at: datetime, desk: OfficeHours, pauses: Iterable[Pause]) -> datetime:
    """Working hours counted a minute at a time."""
    left = amount * 60
    while True:
        day = at.date()
        is_open = CALENDAR.is_working(day) and any(
            opens <= at.time() < closes
            for opens, closes in desk.sessions_on(day, is_make_up=CALENDAR.is_make_up(day)).spans
        )
        at += MINUTE
        if is_open and not any(pause.from_at < at <= pause.to_at for pause in pauses):
            left -= 1
            if left == 0:
                return at


def day_walk(amount: int, at: datetime, pauses: Iterable[Pause], *, calendar_days: bool) -> date:
    """Days counted one at a time."""
    day = at.date()
    while amount:
        day += timedelta(days=1)
        if any(pause.from_at.date() < day <= pause.to_at.date() for pause in pauses):
            continue
        amount -= calendar_days or CALENDAR.is_working(day)
    while not CALENDAR.is_working(day):
        day += timedelta(days=1)
    return day


@unhurried
@given(st.data(), st.integers(1, 12), instants, hours)
def test_working_hours_agree_with_a_walk_by_the_minute(
    data: st.DataObject, amount: int, at: datetime, desk: OfficeHours
) -> None:
    pauses = data.draw(pauses_after(at))
    due = reckon(Term(Unit.WORKING_HOUR, amount), at, CALENDAR, desk, pauses).due_at
    assert due == minute_walk(amount, at, desk, pauses)


@unhurried
@given(st.data(), st.integers(1, 60), instants, st.booleans())
def test_days_agree_with_a_walk_by_the_day(data: st.DataObject, amount: int, at: datetime, calendar_days: bool) -> None:
    pauses = data.draw(pauses_after(at))
    unit = Unit.DAY if calendar_days else Unit.WORKING_DAY
    due = reckon(Term(unit, amount), at, CALENDAR, P75, pauses).due_on
    assert due == day_walk(amount, at, pauses, calendar_days=calendar_days)
