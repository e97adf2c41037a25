"""Offices as a reader of figures asks for them: who may see them, what lies below, and when they last changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.db.database import Connection
from shared.errors import NotFound
from shared.worktime import legal_instant

# Limits in hours that end later today: a handful of rows by a partial index on what is open and limited in hours.
_HEAD = """
select o.code, o.name, o.level, o.path, coalesce(t.generation, 0) as generation,
  (select count(*) from stats.dossiers d join stats.offices below on below.code = d.office
   where d.counts_by = 'hour' and d.resolved_on is null and d.due_at >= $3 and d.due_at < $4
     and d.overdue @> $5::date and below.path @> array[o.code])::int as falls_due_later
from stats.offices o left join stats.touched t on t.area = o.code
where o.code = $1 and o.path && $2::text[]
"""
_CHILDREN = "select code, name from stats.offices where parent = $1 order by code"


@dataclass(frozen=True, slots=True)
class OfficeHead:
    """An office that the caller may see. `generation` moves whenever a figure at or below it moves."""

    code: str
    name: str
    level: str
    path: tuple[str, ...]
    generation: int
    falls_due_later: int


@dataclass(frozen=True, slots=True)
class Child:
    """An office directly below another."""

    code: str
    name: str


async def office_head(connection: Connection, code: str, *, visible_to: Iterable[str], now: datetime) -> OfficeHead:
    """Refuses an office out of reach as if it did not exist."""
    row = await connection.fetchrow(_HEAD, code, list(visible_to), *_rest_of_today(now))
    if row is None:
        raise NotFound("office_not_found", "Không có đơn vị này trong phạm vi của anh/chị")
    return OfficeHead(**{**dict(row), "path": tuple(row["path"])})


async def children_of(connection: Connection, code: str) -> list[Child]:
    return [Child(**dict(row)) for row in await connection.fetch(_CHILDREN, code)]


@dataclass(frozen=True, slots=True)
class FallsDueLater:
    """How many limits in hours end later today, by what a breakdown may ask for."""

    path: tuple[str, ...]
    procedure: str
    channel: str
    count: int


_LATER = """
select below.path, d.procedure, d.channel, count(*)::int as count
from stats.dossiers d join stats.offices below on below.code = d.office
where d.counts_by = 'hour' and d.resolved_on is null and d.due_at >= $2 and d.due_at < $3
  and d.overdue @> $4::date and below.path @> array[$1]
group by 1, 2, 3
"""


async def falls_due_later(connection: Connection, code: str, now: datetime) -> list[FallsDueLater]:
    rows = await connection.fetch(_LATER, code, *_rest_of_today(now))
    return [FallsDueLater(**{**dict(row), "path": tuple(row["path"])}) for row in rows]


def _rest_of_today(now: datetime) -> tuple[datetime, datetime, date]:
    today = legal_instant(now)
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return now, midnight, today.date()
