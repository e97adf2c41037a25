"""How many open dossiers are likely to be late, by office or by procedure, the worst first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from services.processing.queries.risks_told import TOLD, RisksAsked, here_in, is_wide, told_values
from shared.db.database import Connection

# In a hundred, of those like it that were late.
LEVELS = (50, 80, 95)
_BY: Mapping[str, str] = {"office": "office", "procedure": "procedure"}
_LIKELY = ", ".join(
    f"coalesce(sum(dossiers) filter (where late * 100 >= total * {level}), 0)::int as likely_{level}"
    for level in LEVELS
)
_COUNTS = f"""
{TOLD},
likely as (
  select {{by}} as key, sum(dossiers)::int as in_term, {_LIKELY} from told group by {{by}}),
counted as (
  select d.{{by}} as key, count(*)::int as open from processing.dossiers d
  where {{here}} and d.ended_at is null and ($7::text is null or d.procedure = $7) group by d.{{by}})
select * from (
  select key, open, coalesce(in_term, 0) as in_term, coalesce(likely_50, 0) as likely_50,
    coalesce(likely_80, 0) as likely_80, coalesce(likely_95, 0) as likely_95
  from counted left join likely using (key)) as told
where $8::int is null or (-likely_50, -likely_80, -likely_95, key) > (-$8, -$9::int, -$10::int, $11)
order by likely_50 desc, likely_80 desc, likely_95 desc, key limit $12
"""


class RiskCountPlace(NamedTuple):
    """Where the page before ended."""

    likely_50: int
    likely_80: int
    likely_95: int
    key: str


@dataclass(frozen=True, slots=True)
class RiskCount:
    """Of one office or procedure: what is open, what of it is in term and not waiting, and how much likely late."""

    key: str
    open: int
    in_term: int
    likely_50: int
    likely_80: int
    likely_95: int

    @property
    def place(self) -> RiskCountPlace:
        return RiskCountPlace(self.likely_50, self.likely_80, self.likely_95, self.key)


async def risk_counts(
    connection: Connection,
    asked: RisksAsked,
    by: str,
    *,
    visible_to: Iterable[str],
    after: RiskCountPlace | None,
    limit: int,
) -> list[RiskCount]:
    """Each count is the length of the list under the same question. Refuses an office out of reach."""
    here = here_in(is_wide=await is_wide(connection, asked, visible_to))
    values = [*told_values(asked, visible_to), *(after or (None,) * 4), limit]
    rows = await connection.fetch(_COUNTS.format(by=_BY[by], here=here), *values)
    return [RiskCount(**row) for row in rows]
