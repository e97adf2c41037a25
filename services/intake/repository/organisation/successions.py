"""Writes successions and the reach that follows from them."""

from collections.abc import Sequence

from services.intake.domain.organisation.succession import Succession
from shared.db.database import Connection

_SAVE = """
insert into intake.office_successions (office, successor, from_on, is_whole, is_default)
select * from unnest($1::text[], $2::text[], $3::date[], $4::boolean[], $5::boolean[])
"""
# Whoever reaches the office that continues another reaches what that one received. All at once: it takes a tenth of a
# second for the nation, and a path above an heir may have changed.
_REFRESH_HEIRS = """
with recursive chain(office, heir) as (
  select office, successor from intake.office_successions where is_default
  union
  select c.office, s.successor from chain c join intake.office_successions s on s.office = c.heir and s.is_default),
heirs as (
  select c.office, array_agg(distinct p.code order by p.code) as codes
  from chain c join intake.offices o on o.code = c.heir cross join lateral unnest(o.path) as p(code)
  group by c.office)
update intake.offices o set heirs = h.codes from heirs h where o.code = h.office and o.heirs <> h.codes
"""


class Successions:
    """Successions in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, successions: Sequence[Succession]) -> None:
        rows = [(s.office, s.successor, s.on, s.is_whole, s.is_default) for s in successions]
        if rows:
            await self._connection.execute(_SAVE, *map(list, zip(*rows, strict=True)))
            await self._connection.execute(_REFRESH_HEIRS)
