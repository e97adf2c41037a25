"""Limits in hours that end later today: counted overdue at today's end, but not yet at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.stats.domain.measure import Map
from services.stats.queries.scopes import members
from shared.db.database import Connection
from shared.worktime import legal_day, legal_instant

_LATER = """
with recursive {members}
select inside.root, d.procedure, d.channel, count(*)::int as count
from stats.dossiers d join members inside on inside.code = d.office
where d.counts_by = 'hour' and d.resolved_on is null and d.due_at >= $3 and d.due_at < $4 and d.overdue @> $5::date
group by 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class FallsDueLater:
    """How many limits in hours end later today, by what a breakdown may ask for."""

    root: str
    procedure: str
    channel: str
    count: int


async def falls_due_later(
    connection: Connection, of: Map, roots: Sequence[str], now: datetime, *, with_below: bool = True
) -> list[FallsDueLater]:
    sql = _LATER.format(members=members(of, with_below=with_below))
    rows = await connection.fetch(sql, list(roots), legal_day(now), *rest_of_today(now))
    return [FallsDueLater(**dict(row)) for row in rows]


def rest_of_today(now: datetime) -> tuple[datetime, datetime, date]:
    today = legal_instant(now)
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return now, midnight, today.date()
