"""Offices as a reader of figures asks for them: who may see them, what lies below, and when they last changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from services.stats.domain.figures import Later
from services.stats.domain.measure import Map
from services.stats.queries.due_later import falls_due_later, later_of, rest_of_today
from services.stats.queries.scopes import Share, shares_of
from shared.db.database import Connection
from shared.errors import NotFound
from shared.worktime import legal_day

# Limits in hours that end later today: a handful of rows by a partial index on what is open and limited in hours.
# An office that ended is seen by who sees one of those that continue it.
_HEAD = """
with recursive line(code, path, successor) as (
  select code, path, successor from stats.offices where code = $1
  union
  select o.code, o.path, o.successor from line join stats.offices o on o.code = line.successor)
select o.code, o.name, o.level, o.path, coalesce(t.generation, 0) as generation, due.*,
  (select min(day) from stats.moves) as first_move_on, (select max(day) from stats.moves) as last_move_on
from stats.offices o left join stats.touched t on t.area = o.code
cross join lateral (
  select sum(dossiers)::int as dossiers, sum(filings)::int as filings, min(next_due_at) as next_due_at from (
    select count(*) as dossiers, 0 as filings, min(d.due_at) as next_due_at
    from stats.dossiers d join stats.offices below on below.code = d.office
    where d.counts_by = 'hour' and d.resolved_on is null and d.due_at >= $3 and d.due_at < $4
      and d.overdue @> $5::date and below.path @> array[o.code]
    union all
    select 0, count(*), min(f.owed_until) from stats.filings f join stats.offices below on below.code = f.desk
    where f.owed_until >= $3 and f.owed_until < $4 and f.pending_late @> $5::date
      and below.path @> array[o.code]) as each) as due
where o.code = $1 and exists (select from line where path && $2::text[])
"""
_GENERATION = "select coalesce(max(generation), 0) from stats.touched where area = any($1::text[])"
_BELOW = """
select code, name, level, parent, valid_to is not null as is_ended from stats.offices
where case when $2 then path @> array[$1] and code <> $1 else parent = $1 end order by path
"""


@dataclass(frozen=True, slots=True)
class OfficeHead:
    """An office that the caller may see. `generation` moves whenever a figure of its scope moves.

    `next_due_at`: when the first of what falls due later today does so. `moves`: first and last day on which any
    dossier went to another office, anywhere; offices rarely end.
    """

    code: str
    name: str
    level: str
    path: tuple[str, ...]
    generation: int
    later: Later
    next_due_at: datetime | None
    shares: tuple[Share, ...]
    moves: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Below:
    """An office below another."""

    code: str
    name: str
    level: str
    parent: str | None
    is_ended: bool


def office_not_found() -> NotFound:
    """Also of one out of reach."""
    return NotFound("office_not_found", "Không có đơn vị này trong phạm vi của anh/chị")


async def office_head(
    connection: Connection, code: str, *, visible_to: Iterable[str], now: datetime, of: Map = Map.THEN
) -> OfficeHead:
    """Refuses an office out of reach as if it did not exist."""
    row = await connection.fetchrow(_HEAD, code, list(visible_to), *rest_of_today(now))
    if row is None:
        raise office_not_found()
    shares = tuple(await shares_of(connection, of, [code], legal_day(now)))
    generation, later, next_due_at = row["generation"], Later(row["dossiers"], row["filings"]), row["next_due_at"]
    if of is Map.NOW:
        generation = await connection.fetchval(_GENERATION, [code, *(share.area for share in shares)])
        due = await falls_due_later(connection, of, [code], now)
        later, next_due_at = later_of(due), min((each.next_due_at for each in due), default=None)
    moves = (row["first_move_on"], row["last_move_on"]) if row["first_move_on"] else None
    path = tuple(row["path"])
    return OfficeHead(code, row["name"], row["level"], path, generation, later, next_due_at, shares, moves)


async def offices_below(connection: Connection, code: str, *, whole_tree: bool) -> list[Below]:
    """Those directly below, or all of them, each after the one above it."""
    return [Below(**dict(row)) for row in await connection.fetch(_BELOW, code, whole_tree)]
