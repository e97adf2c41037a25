"""What falls due later today: counted late at today's end, but not yet at this moment.

Limits in hours of dossiers, and answers that desks owe to filings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.stats.domain.figures import Later
from services.stats.domain.measure import Map
from services.stats.domain.only import ALL, Only
from services.stats.queries.scopes import members
from shared.db.database import Connection
from shared.worktime import legal_day, legal_instant

_LATER = """
with recursive {members},
due(office, procedure, field, channel, dossiers, filings, due_at) as (
  select office, procedure, field, channel, 1, 0, due_at from stats.dossiers d
  where d.counts_by = 'hour' and d.resolved_on is null and d.due_at >= $3 and d.due_at < $4 and d.overdue @> $5::date
  union all
  select desk, procedure, field, channel, 0, 1, owed_until from stats.filings f
  where f.owed_until >= $3 and f.owed_until < $4 and f.pending_late @> $5::date)
select inside.root, coalesce(o.level, '') as level, d.procedure, d.field, d.channel,
  sum(d.dossiers)::int as dossiers, sum(d.filings)::int as filings, min(d.due_at) as next_due_at
from due d join members inside on inside.code = d.office join stats.offices o on o.code = d.office
where ($6::text is null or coalesce(o.level, '') = $6) and ($7::text is null or d.field = $7)
  and ($8::text is null or d.procedure = $8) and ($9::text is null or d.channel = $9)
group by 1, 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class FallsDueLater:
    """How much ends later today, by what a breakdown may ask for."""

    root: str
    level: str
    procedure: str
    field: str
    channel: str
    dossiers: int
    filings: int
    next_due_at: datetime


async def falls_due_later(
    connection: Connection,
    of: Map,
    roots: Sequence[str],
    now: datetime,
    *,
    with_below: bool = True,
    only: Only = ALL,
) -> list[FallsDueLater]:
    sql = _LATER.format(members=members(of, with_below=with_below))
    wanted = (only.level, only.field, only.procedure, only.channel)
    rows = await connection.fetch(sql, list(roots), legal_day(now), *rest_of_today(now), *wanted)
    return [FallsDueLater(**dict(row)) for row in rows]


def later_of(due: Sequence[FallsDueLater]) -> Later:
    return Later(sum(each.dossiers for each in due), sum(each.filings for each in due))


def rest_of_today(now: datetime) -> tuple[datetime, datetime, date]:
    today = legal_instant(now)
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return now, midnight, today.date()
