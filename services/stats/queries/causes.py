"""Why dossiers that ended in a span were late, as far as somebody said so."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.stats.domain.period import Counted, pieces_within
from services.stats.queries.scopes import Share, columns_of, columns_of_shares
from shared.db.database import Connection

_CAUSES = """
select a.root, x.level, x.cause, sum(x.late * a.weight)::int as late,
  sum(x.late_with_letter * a.weight)::int as late_with_letter
from unnest($1::text[], $2::text[], $3::int[]) as a(root, area, weight)
cross join unnest($4::int[], $5::date[], $6::date[]) as p(grain, first, after)
cross join lateral (
  select * from stats.area_causes s
  where s.area = a.area and s.grain = p.grain and s.starts_on >= p.first and s.starts_on < p.after offset 0) x
group by 1, 2, 3 having sum(x.late * a.weight) <> 0 order by late desc, 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class LateBy:
    """Late dossiers of one cause (empty: nobody said why) and one level of office."""

    root: str
    level: str
    cause: str
    late: int
    late_with_letter: int


async def causes_of(connection: Connection, shares: Sequence[Share], counted: Counted) -> list[LateBy]:
    pieces = pieces_within(counted.first, counted.after)
    rows = await connection.fetch(_CAUSES, *columns_of_shares(shares), *columns_of(pieces, 3))
    return [LateBy(**dict(row)) for row in rows]
