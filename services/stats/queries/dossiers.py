"""The dossiers behind a figure: the same rule as the sums, read from the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.stats.domain.measure import Measure
from services.stats.domain.period import Counted
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
}
_PAGE = """
with asked as (select $2::date as first, $3::date as last, $4::timestamptz as now)
select d.id, d.code, d.office, d.procedure, d.field, d.channel, d.state, d.accepted_on, d.due_on, d.ended_on,
  d.class, d.has_letter
from asked, stats.dossiers d join stats.offices o on o.code = d.office
where o.path @> array[$1::text] and ($5::text is null or d.procedure = $5) and ($6::text is null or d.channel = $6)
  and ($7::bool or d.office = $1) and {condition}
  and ($8::date is null or (d.accepted_on, d.id) > ($8, $9::uuid))
order by d.accepted_on, d.id limit $10
"""


@dataclass(frozen=True, slots=True)
class CountedDossier:
    """One line behind a figure. Nothing about persons."""

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
    class_: str | None
    has_letter: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The part of an office's dossiers that a breakdown shows: one procedure, one channel, or the office without
    what lies below it."""

    procedure: str | None = None
    channel: str | None = None
    with_below: bool = True


async def counted_dossiers(
    connection: Connection,
    office: str,
    counted: Counted,
    measure: Measure,
    *,
    part: Part,
    now: datetime | None,
    after: tuple[date, UUID] | None,
    limit: int,
) -> list[CountedDossier]:
    """In order of acceptance, at most `limit`. `now` only where the span ends today."""
    rows = await connection.fetch(
        _PAGE.format(condition=_CONDITIONS[measure]),
        *(office, counted.first, counted.last_on, now, part.procedure, part.channel, part.with_below),
        *(after or (None, None)),
        limit,
    )
    return [_line(dict(row)) for row in rows]


def _line(row: dict[str, object]) -> CountedDossier:
    row["class_"] = row.pop("class")
    return CountedDossier(**row)  # type: ignore[arg-type]
