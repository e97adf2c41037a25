"""How each kind of oddity is looked for: what it is a part of, what is worked out for each dossier, and what is odd.

In every fragment `d` is a dossier, `$3` and `$4` the first and last day asked, `$5` and `$6` the first day and the
ranks of the working days of the calendar, and `limits` the thresholds of the rule. `at` is when it happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.stats.domain.oddity import Kind

_ZONE = "'Asia/Ho_Chi_Minh'"


def _limit(name: str, kind: str = "int") -> str:
    return f"($7::jsonb ->> '{name}')::{kind}"


def _rank(day: str) -> str:
    return f"($6::int[])[{day} - $5::date + 1]"


def _day(instant: str) -> str:
    return f"({instant} at time zone {_ZONE})::date"


@dataclass(frozen=True, slots=True)
class Look:
    """`among` is the base. `at` and `value` are worked out for each dossier of it; `odd` judges them."""

    among: str
    at: str
    value: str
    odd: str
    lateral: str = ""


_ENDED = "d.resolved_on >= $3 and d.resolved_on <= $4 and d.ended_at is not null"
_NOT_FROM_A_REGISTER = "d.origin <> 'register'"
# Whoever had a wait or a letter has a history. Those that ended before the period had none in it.
_HANDLED = "d.history is not null and d.accepted_on <= $4 and (d.resolved_on >= $3 or d.resolved_on is null)"
# The official month of an end runs to the 14th; it is `last_on`.
_LAST_ON = "(date_trunc('month', (d.resolved_on - 14)::timestamp) + interval '1 month 13 days')::date"
_FIRST_ON = "(date_trunc('month', (d.resolved_on - 14)::timestamp) + interval '14 days')::date"
_LETTERS = """
cross join lateral (
  select count(*)::int as letters, max((x.value ->> 0)::date) as last_on,
    max((x.value ->> 0)::date) filter (where (x.value ->> 0)::date between $3 and $4) as sent_on
  from jsonb_array_elements(d.history -> 'letters') as x(value)) as letter
"""
# The due day in force when papers were asked for: the last that held by then.
_REQUESTS = f"""
cross join lateral (
  select count(*)::int as requests, max(r.asked_at) as asked_at, max(r.after_due) as after_due
  from (
    select (w.value ->> 1)::timestamptz as asked_at,
      {_day("(w.value ->> 1)::timestamptz")} - (
        select (due.value ->> 2)::date from jsonb_array_elements(d.history -> 'dues') as due(value)
        where (due.value ->> 0)::timestamptz <= (w.value ->> 1)::timestamptz
        order by (due.value ->> 0)::timestamptz desc limit 1) as after_due
    from jsonb_array_elements(d.history -> 'waits') as w(value) where w.value ->> 0 = 'supplement') as r
  where {_day("r.asked_at")} <= $4) as request
"""
# Only what took long as a whole can have a long step: nothing else is taken apart.
_LONG_ONES = f"case when d.ended_at - d.accepted_at >= {_limit('long_hours')} * interval '1 hour' then d.steps end"
_STEPS = f"""
cross join lateral (
  select max(s.ended_at) filter (where s.is_hurried) as hurried_at,
    min(s.seconds) filter (where s.is_hurried)::int as seconds
  from (
    select t.ended_at, t.seconds, t.seconds < {_limit("short_seconds")} and lag(t.seconds) over (order by t.ended_at,
      t.number) >= 3600 * {_limit("long_hours")} as is_hurried
    from (
      select (x.value ->> 0)::int as number, (x.value ->> 10)::timestamptz as ended_at,
        extract(epoch from (x.value ->> 10)::timestamptz - (x.value ->> 6)::timestamptz) as seconds
      from jsonb_array_elements({_LONG_ONES}) as x(value) where x.value ->> 10 is not null) as t) as s) as step
"""

LOOKS: Mapping[Kind, Look] = {
    Kind.CLOSED_AT_PERIOD_END: Look(
        among=f"d.resolved_on > $3::date - 32 and d.resolved_on <= $4 and d.ended_at is not null "
        f"and {_LAST_ON} between $3 and $4",
        at="d.ended_at",
        value=f"case when {_rank('d.resolved_on')} > {_rank(_LAST_ON)} - {_limit('last_working_days')} then count(*) "
        f"filter (where {_rank('d.resolved_on')} > {_rank(_LAST_ON)} - {_limit('last_working_days')}) over month "
        f"end::int",
        odd=f"value >= {_limit('at_least')} and value * working_days >= "
        f"{_limit('times_the_usual')} * {_limit('last_working_days')} * ended",
    ),
    Kind.CLOSED_IN_A_BURST: Look(
        among=f"{_ENDED} and {_NOT_FROM_A_REGISTER}",
        at="d.ended_at",
        value="(count(*) over (partition by d.office, date_trunc('minute', d.ended_at), d.steps -> -1 ->> 11))::int",
        odd=f"value >= {_limit('in_one_minute')}",
    ),
    Kind.CLOSED_OUTSIDE_HOURS: Look(
        among=f"{_ENDED} and {_NOT_FROM_A_REGISTER}",
        at="d.ended_at",
        value="null::int",
        odd=f"(happened_at at time zone {_ZONE})::time < {_limit('opens', 'time')} "
        f"or (happened_at at time zone {_ZONE})::time > {_limit('closes', 'time')} "
        f"or {_rank(_day('happened_at'))} = {_rank(_day('happened_at') + ' - 1')}",
    ),
    Kind.RETURNED_AT_ONCE: Look(
        among=f"{_ENDED} and {_NOT_FROM_A_REGISTER} and d.outcome = 'result' and d.returned_at >= d.ended_at",
        at="d.returned_at",
        value="ceil(extract(epoch from d.returned_at - d.ended_at))::int",
        odd=f"value <= {_limit('within_seconds')}",
    ),
    Kind.HURRIED_STEPS: Look(
        among=f"{_ENDED} and jsonb_array_length(d.steps) >= 2",
        at="step.hurried_at",
        value="step.seconds",
        odd="value is not null",
        lateral=_STEPS,
    ),
    Kind.LETTER_AFTER_DUE: Look(
        among=f"{_HANDLED} and letter.sent_on is not null",
        at=f"letter.sent_on::timestamp at time zone {_ZONE}",
        value="letter.sent_on - d.due_on",
        odd=f"value >= {_limit('days_after_due')}",
        lateral=_LETTERS,
    ),
    Kind.SECOND_LETTER: Look(
        among=f"{_HANDLED} and letter.sent_on is not null",
        at=f"letter.sent_on::timestamp at time zone {_ZONE}",
        value="letter.letters",
        odd=f"value >= {_limit('letters')}",
        lateral=_LETTERS,
    ),
    Kind.REPEATED_SUPPLEMENT: Look(
        among=f"{_HANDLED} and {_day('request.asked_at')} >= $3",
        at="request.asked_at",
        value="request.requests",
        odd=f"value >= {_limit('requests')}",
        lateral=_REQUESTS,
    ),
    Kind.SUPPLEMENT_ON_DUE_DAY: Look(
        among=f"{_HANDLED} and {_day('request.asked_at')} >= $3",
        at="request.asked_at",
        value="request.after_due",
        odd=f"value >= -{_limit('days_before_due')}",
        lateral=_REQUESTS,
    ),
    Kind.ENTERED_IN_A_BURST: Look(
        among="d.accepted_on >= $3 and d.accepted_on <= $4 and d.channel = 'direct' and " + _NOT_FROM_A_REGISTER,
        at="d.accepted_at",
        value="(count(*) over (partition by d.desk, date_trunc('minute', d.accepted_at)))::int",
        odd=f"value >= {_limit('in_one_minute')}",
    ),
}
_MONTH = f"""
, (count(*) over month)::int as ended, {_rank(_LAST_ON)} - {_rank(_FIRST_ON + " - 1")} as working_days
"""
_MONTH_WINDOW = f"window month as (partition by d.office, {_LAST_ON})"


def base_of(kind: Kind) -> str:
    """The select of all dossiers of the base, each with `at` and `value`."""
    look = LOOKS[kind]
    is_by_month = kind is Kind.CLOSED_AT_PERIOD_END
    return f"""
select d.id, d.code, d.office, d.procedure, d.accepted_on, d.due_on, d.ended_on, d.class, {look.at} as happened_at,
  {look.value} as value {_MONTH if is_by_month else ""}
from stats.dossiers d {look.lateral}
where d.office = any((select codes from inside)::text[]) and {look.among} {_MONTH_WINDOW if is_by_month else ""}
"""
