"""Open dossiers that something is said of: in term, not waiting for the applicant, and what became of others like them.

Dossiers alike have one risk: it is looked up once for all of them, from the nearest likeness that knows enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.processing.domain.risk import BUCKETS
from services.processing.queries.reached import OFFICES_OF_A_PROVINCE, are_more, codes_in_reach
from shared.db.database import Connection
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class RisksAsked:
    """Of an office with everything below, or of all in reach; of one `agency` alone, or of one procedure."""

    now: datetime
    enough: int
    office: str | None = None
    agency: str | None = None
    procedure: str | None = None


_BUCKET = (
    "case " + " ".join(f"when d.due_on - $4::date >= {first} then {first}" for first in reversed(BUCKETS)) + " end"
)


def _known(likeness: int, place: str, procedure: str) -> str:
    """What is known of dossiers so alike, where that is enough. Found by the whole key: as joins they are not."""
    return f"""(select array[likeness, total, late] from processing.risk_cells c
      where c.likeness = {likeness} and c.place = {place} and c.procedure = {procedure} and c.stage = a.stage
        and c.bucket = a.bucket and c.total >= $5)"""


# $1 to $7: the values of `told_values`; `{here}` as `here_in` says it. Whatever is alike is one row of `told`, so that
# nothing is joined to itself: what is open in a province is far more than the planner can guess.
TOLD = f"""
with offices as materialized (
  select code from processing.offices
  where code in ({codes_in_reach("$1", "$2")}) and ($6::text is null or code = $6)),
alike as materialized (
  select d.office, d.procedure, coalesce(s.name, '') as stage, {_BUCKET} as bucket, count(*)::int as dossiers,
    array_agg(d.id) as ids, array_agg(d.due_at) as due_ats
  from processing.dossiers d left join lateral (
    select name from processing.steps s
    where s.dossier = d.id and s.ending is null and s.kind = 'stage' order by s.number limit 1) s on true
  where {{here}} and d.state in ('accepted', 'handed_over', 'in_process') and d.due_on >= $4::date
    and (d.counts_by <> 'hour' or d.due_at >= $3) and ($7::text is null or d.procedure = $7)
  group by 1, 2, 3, 4),
told as (
  select office, procedure, stage, dossiers, ids, due_ats, known[1] as likeness, known[2] as total, known[3] as late
  from (select a.*, coalesce(
      {_known(1, "a.office", "a.procedure")},
      {_known(2, "coalesce(o.path[2], o.code)", "a.procedure")},
      {_known(3, "a.office", "''")},
      {_known(4, "''", "''")}) as known
    from alike a join processing.offices o on o.code = a.office offset 0) a)
"""


async def is_wide(connection: Connection, asked: RisksAsked, reach: Iterable[str]) -> bool:
    """Whether more offices are asked than a province reaches. Refuses an office out of reach."""
    are_wide = await are_more(OFFICES_OF_A_PROVINCE, connection, asked.agency or asked.office, reach)
    return are_wide and not asked.agency


def here_in(*, is_wide: bool) -> str:
    """Few offices are entered by their index; of very many all that is open is gone through once."""
    return f"d.office {'in (select code from offices)' if is_wide else '= any(array(select code from offices))'}"


def told_values(asked: RisksAsked, reach: Iterable[str]) -> list[object]:
    now = asked.now
    return [list(reach), asked.office, now, legal_day(now), asked.enough, asked.agency, asked.procedure]
