"""How many accepted dossiers of an office, with all below it, the portal has: for the yearbook's item 1.4."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.db.database import Connection

_NEWS = """
with recursive own as (
  select office, count(*) filter (where is_there) as told, count(*) as accepted from portal.lanes
  where not is_filing and state <> 'ministry' and accepted_on between $1 and $2 group by office),
up as (
  select office, told, accepted from own
  union all select o.parent, u.told, u.accepted from up u join portal.offices o on o.code = u.office
  where o.parent is not null),
sums as (select office, sum(told)::int as told, sum(accepted)::int as accepted from up group by office)
select s.office, s.told, s.accepted from sums s
left join portal.shares_stated x on x.office = s.office and x.from_on = $1 and x.to_on = $2
where (x.told, x.accepted) is distinct from (s.told, s.accepted) order by s.office
"""
_KEEP = """
insert into portal.shares_stated (office, from_on, to_on, told, accepted, stated_at) values ($1, $2, $3, $4, $5, $6)
on conflict (office, from_on, to_on) do update set told = $4, accepted = $5, stated_at = $6
"""


@dataclass(frozen=True, slots=True)
class Share:
    """Of an office in a period."""

    office: str
    told: int
    accepted: int


class Shares:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def news(self, from_on: date, to_on: date) -> list[Share]:
        """Those that the yearbook was not told so."""
        return [Share(*row) for row in await self._connection.fetch(_NEWS, from_on, to_on)]

    async def keep(self, share: Share, from_on: date, to_on: date, now: datetime) -> None:
        await self._connection.execute(_KEEP, share.office, from_on, to_on, share.told, share.accepted, now)
