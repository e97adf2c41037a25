"""How long dossiers took that ended in a span: counts and minutes by bucket, from a few stored stretches per area."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.stats.domain.duration import Spread, spread
from services.stats.domain.period import Counted, pieces_within
from services.stats.queries.scopes import Share, columns_of, columns_of_shares
from shared.db.database import Connection

# The days of an area's own office are read from its dossiers: nothing is kept twice.
_TIMES = """
select a.root, x.level, x.bucket, sum(x.gross * a.weight)::int as gross,
  sum(x.gross_minutes * a.weight)::bigint as gross_minutes, sum(x.net * a.weight)::int as net,
  sum(x.net_minutes * a.weight)::bigint as net_minutes
from (
  select g.*, coalesce(o.level, '') as level from unnest($1::text[], $2::text[], $3::int[]) as g(root, area, weight)
  left join stats.offices o on o.code = g.area) a
cross join unnest($4::int[], $5::date[], $6::date[]) as p(grain, first, after)
cross join lateral (
  select s.level, s.bucket, s.gross, s.gross_minutes, s.net, s.net_minutes from stats.area_times s
  where s.area = a.area and s.grain = p.grain and s.starts_on >= p.first and s.starts_on < p.after
  union all
  select a.level, t.* from stats.dossiers d cross join lateral (values
    (stats.bucket(d.gross_minutes), 1, d.gross_minutes::bigint, 0, 0::bigint),
    (stats.bucket(d.net_minutes), 0, 0, 1, d.net_minutes)) as t
  where p.grain = 1 and d.office = a.area and d.resolved_on >= p.first and d.resolved_on < p.after
    and d.gross_minutes is not null) x
group by 1, 2, 3
"""


@dataclass(slots=True)
class Buckets:
    """Counts by bucket, and the exact sum of minutes, gross and net."""

    gross: dict[int, int] = field(default_factory=dict)
    net: dict[int, int] = field(default_factory=dict)
    gross_minutes: int = 0
    net_minutes: int = 0

    def add(self, bucket: int, gross: int, gross_minutes: int, net: int, net_minutes: int) -> None:
        self.gross[bucket] = self.gross.get(bucket, 0) + gross
        self.net[bucket] = self.net.get(bucket, 0) + net
        self.gross_minutes += gross_minutes
        self.net_minutes += net_minutes

    @property
    def spreads(self) -> tuple[Spread, Spread]:
        """Gross and net."""
        return spread(self.gross, self.gross_minutes), spread(self.net, self.net_minutes)


async def times_of(connection: Connection, shares: Sequence[Share], counted: Counted) -> dict[tuple[str, str], Buckets]:
    """By root and level of the office that ended them."""
    pieces = pieces_within(counted.first, counted.after)
    rows = await connection.fetch(_TIMES, *columns_of_shares(shares), *columns_of(pieces, 3))
    found: dict[tuple[str, str], Buckets] = {}
    for root, level, bucket, *counts in rows:
        found.setdefault((root, level), Buckets()).add(bucket, *counts)
    return found
