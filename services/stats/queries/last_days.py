"""The last day on which anything came in or ended at an office or below it."""

from dataclasses import dataclass
from datetime import date

from shared.db.database import Connection

# One walk of the index for each office; states move by themselves, so only flows show that somebody works there.
_LAST_DAYS = """
select o.code, o.name, (
  select max(s.starts_on) from stats.area_sums s
  where s.area = o.code and s.grain = 1 and s.starts_on between $2 and $3
    and s.received + s.taken_in + s.filed + s.early + s.on_time + s.late + s.stopped + s.withdrawn > 0) as last_on
from stats.offices o where o.parent = $1 and (o.valid_to is null or o.valid_to >= $3) order by o.code
"""


@dataclass(frozen=True, slots=True)
class LastDay:
    """None: nothing since the first day that was looked at."""

    code: str
    name: str
    last_on: date | None


async def last_days_below(connection: Connection, office: str, first: date, today: date) -> list[LastDay]:
    """Of the offices directly below, those in force."""
    return [LastDay(**dict(row)) for row in await connection.fetch(_LAST_DAYS, office, first, today)]
