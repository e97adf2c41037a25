"""The dossiers behind a figure: the same rule as the sums, read from the rows.

Each measure has its own office: the one that received, the one at which it stood at a day's end, the one that ended it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.stats.domain.measure import Map, Measure
from services.stats.domain.only import Only
from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection

# `asked.now` only where the span ends today: a limit in hours may end later today.
_RECEIVED = "d.accepted_on >= asked.first and d.accepted_on <= asked.last"
_RESOLVED = "d.resolved_on >= asked.first and d.resolved_on <= asked.last"
_OPEN = "d.accepted_on <= asked.last and (d.resolved_on is null or d.resolved_on > asked.last)"
_WAITING = "coalesce(d.waiting @> asked.last, false)"
_OVERDUE = (
    "coalesce(d.overdue @> asked.last and not (d.counts_by = 'hour' and coalesce(d.due_at >= asked.now, false)), false)"
)
_CONDITIONS: Mapping[Measure, str] = {
    Measure.RECEIVED: _RECEIVED,
    Measure.CARRIED_OVER: "d.accepted_on < asked.first and (d.resolved_on is null or d.resolved_on >= asked.first)",
    Measure.RESOLVED: _RESOLVED,
    **{
        each: f"{_RESOLVED} and d.class = '{each}'"
        for each in (
            *(Measure.EARLY, Measure.ON_TIME, Measure.LATE, Measure.STOPPED, Measure.WITHDRAWN, Measure.UNCLASSED),
        )
    },
    Measure.LATE_WITH_LETTER: f"{_RESOLVED} and d.class = 'late' and d.has_letter",
    Measure.LATE_WITHOUT_LETTER: f"{_RESOLVED} and d.class = 'late' and not d.has_letter",
    Measure.WAITING: f"{_OPEN} and {_WAITING}",
    Measure.OVERDUE: f"{_OPEN} and {_OVERDUE}",
    Measure.IN_TERM: f"{_OPEN} and not {_WAITING} and not {_OVERDUE}",
    **{each: f"{_RECEIVED} and d.channel = '{each}'" for each in (Measure.DIRECT, Measure.ONLINE, Measure.POST)},
    Measure.TAKEN_IN: _RECEIVED,
    Measure.REFUSALS: f"{_RESOLVED} and d.outcome = 'refusal' and d.class in ('early', 'on_time', 'late')",
    Measure.LATE_BY_REAPPOINTMENT: f"{_RESOLVED} and d.late_by_reappointment",
    Measure.INDEX_IN_TIME: f"{_RESOLVED} and d.index_in_time",
    Measure.INDEX_OVERDUE: f"{_OPEN} and d.index_overdue @> asked.last",
    Measure.READY_NOT_RETURNED: "d.resolved_on <= asked.last and d.class in ('early', 'on_time', 'late') "
    "and (d.returned_on is null or d.returned_on > asked.last)",
}
_RECEIVING = "coalesce(d.was_at[1], d.office)"
_ENDING = "d.office"


def at_end_of(day: str) -> str:
    """Where it stood: the first office that it left after that day, else its last."""
    return (
        "coalesce((select was.office from unnest(d.was_at, d.moved_on) with ordinality as was(office, until, place) "
        f"where was.until > {day} order by was.place limit 1), d.office)"
    )


_STATES = (Measure.WAITING, Measure.OVERDUE, Measure.IN_TERM, Measure.INDEX_OVERDUE)
_OFFICES: Mapping[Measure, str] = {
    **dict.fromkeys((Measure.RECEIVED, Measure.DIRECT, Measure.ONLINE, Measure.POST), _RECEIVING),
    Measure.CARRIED_OVER: at_end_of("asked.first - 1"),
    **dict.fromkeys(_STATES, at_end_of("asked.last")),
    Measure.TAKEN_IN: "d.desk",
}
# One line for each time that it crossed: from the office before to the next, inside or outside.
_CROSSING = """
cross join lateral (
  select was.office as office_from, coalesce(d.was_at[was.place + 1], d.office) as office_to
  from unnest(d.was_at, d.moved_on) with ordinality as was(office, moved_on, place)
  where was.moved_on >= asked.first and was.moved_on <= asked.last) as move
"""
_INSIDE = "{} in (select code from inside)"
_CROSSED: Mapping[Measure, str] = {
    Measure.MOVED_IN: f"{_INSIDE.format('move.office_to')} and not {_INSIDE.format('move.office_from')}",
    Measure.MOVED_OUT: f"{_INSIDE.format('move.office_from')} and not {_INSIDE.format('move.office_to')}",
}
_PAGE = """
with recursive {members},
asked as (select $3::date as first, $4::date as last, $5::timestamptz as now),
inside as (
  select m.code from members m left join stats.offices o on o.code = m.code
  where $9::text is null or coalesce(o.level, '') = $9),
together as (select array_agg(code) as codes from inside)
select d.id, d.code, d.office, d.procedure, d.field, d.channel, d.state, d.accepted_on, d.due_on, d.ended_on,
  d.class, d.has_letter
from asked cross join stats.dossiers d {crossing}
where ({scope})
  and ($6::text is null or d.procedure = $6) and ($7::text is null or d.field = $7)
  and ($8::text is null or d.channel = $8) and {condition}
  and ($13::text is null or coalesce(d.cause, '') = $13)
  and ($10::date is null or (d.accepted_on, d.id) > ($10, $11::uuid))
order by d.accepted_on, d.id limit $12
"""
_CODES = "(select codes from together)"
_WAS_THERE = f"d.office = any({_CODES}::text[]) or d.was_at && {_CODES}"
# Nearly every desk takes in what its own office counts: those are found by the office's index.
_TAKEN_IN = (
    f"d.desk <> d.office and d.desk = any({_CODES}::text[]) or d.desk = d.office and d.office = any({_CODES}::text[])"
)


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One line of a list of dossiers, in order of acceptance. Nothing about persons."""

    id: UUID
    code: str
    office: str
    procedure: str
    field: str
    channel: str
    state: str
    accepted_on: date
    due_on: date | None
    ended_on: date | None

    @property
    def place(self) -> tuple[date, UUID]:
        return self.accepted_on, self.id


@dataclass(frozen=True, slots=True)
class CountedDossier(DossierLine):
    """One line behind a figure."""

    class_: str | None
    has_letter: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The part of an office's dossiers that a breakdown shows: of a procedure, field, channel or level, the office
    without what lies below it, or (late ones) a cause."""

    procedure: str | None = None
    field: str | None = None
    channel: str | None = None
    level: str | None = None
    with_below: bool = True
    cause: str | None = None

    @property
    def only(self) -> Only:
        return Only(self.level, self.field, self.procedure, self.channel)


async def counted_dossiers(
    connection: Connection,
    question: Question,
    measure: Measure,
    *,
    part: Part,
    after: tuple[date, UUID] | None,
    limit: int,
) -> list[CountedDossier]:
    """In order of acceptance, at most `limit`."""
    span, now = question.counted, question.now if question.ends_now else None
    rows = await connection.fetch(
        _sql(question.of, measure, with_below=part.with_below),
        *([question.head.code], question.today, span.first, span.last_on, now),
        *(part.procedure, part.field, part.channel, part.level),
        *(after or (None, None)),
        *(limit, part.cause),
    )
    return [_line(dict(row)) for row in rows]


def _sql(of: Map, measure: Measure, *, with_below: bool) -> str:
    is_crossing = measure in _CROSSED
    office = _OFFICES.get(measure, _ENDING)
    return _PAGE.format(
        members=members(of, with_below=with_below),
        crossing=_CROSSING if is_crossing else "",
        scope=_TAKEN_IN if measure is Measure.TAKEN_IN else _WAS_THERE,
        condition=_CROSSED[measure] if is_crossing else f"{_CONDITIONS[measure]} and {_INSIDE.format(office)}",
    )


def _line(row: dict[str, object]) -> CountedDossier:
    row["class_"] = row.pop("class")
    return CountedDossier(**row)  # type: ignore[arg-type]
