"""Which offices continue which: written as intake states it, with the reach that follows, and found as chains."""

from collections.abc import Iterable, Sequence

from services.processing.domain.succession import Succession
from shared.db.database import Connection

# What was stated first stays: intake never gives an ended office a second successor.
_SAVE = """
insert into processing.successions (office, successor, on_day)
select * from unnest($1::text[], $2::text[], $3::date[]) on conflict (office) do nothing
"""
_CHAIN = """
chain(office, heir) as (
  select office, successor from processing.successions {beginning}
  union
  select c.office, s.successor from chain c join processing.successions s on s.office = c.heir)
"""
# Whoever reaches an heir reaches what the ended office left. All at once: a reform touches most of them anyway.
_REFRESH_HEIRS = f"""
with recursive {_CHAIN.format(beginning="")},
heirs as (
  select c.office, array_agg(distinct p.code order by p.code) as codes
  from chain c join processing.offices o on o.code = c.heir cross join lateral unnest(o.path) as p(code)
  group by c.office)
update processing.offices o set heirs = h.codes from heirs h where o.code = h.office and o.heirs <> h.codes
"""
_AFTER = f"""
with recursive {_CHAIN.format(beginning="where office = any($1::text[])")}
select office, successor, on_day from processing.successions
where office = any($1::text[]) or office in (select heir from chain)
"""


class Successions:
    """The successions of this service's offices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def save(self, successions: Sequence[Succession]) -> None:
        rows = [(s.office, s.successor, s.on) for s in successions]
        if rows:
            await self._connection.execute(_SAVE, *map(list, zip(*rows, strict=True)))
            await self.refresh_heirs()

    async def refresh_heirs(self) -> None:
        await self._connection.execute(_REFRESH_HEIRS)

    async def after(self, offices: Iterable[str]) -> dict[str, Succession]:
        """The successions of these offices, of their successors, and so on to the offices that exist."""
        rows = await self._connection.fetch(_AFTER, list(offices))
        return {row["office"]: Succession(row["office"], row["successor"], row["on_day"]) for row in rows}
