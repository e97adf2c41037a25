"""Open dossiers that something is said of: in term, not waiting for the applicant, and what became of others like them.

Dossiers alike have one risk: it is looked up once for all of them, from the nearest likeness that knows enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.processing.domain.risk import BUCKETS
from services.processing.queries.reached import codes_in_reach, office_not_found
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
# $1 to $7: the values of `told_values`. `{here}` as `here_in` says it.
TOLD = f"""
with offices as materialized (
  select code, coalesce(path[2], code) as province from processing.offices
  where code in ({codes_in_reach("$1", "$2")}) and ($6::text is null or code = $6)),
asked as materialized (
  select d.id, d.code, d.office, d.procedure, d.due_at, d.due_on, {_BUCKET} as bucket,
    coalesce(s.name, '') as stage, s.assignee
  from processing.dossiers d left join lateral (
    select name, assignee from processing.steps s
    where s.dossier = d.id and s.ending is null and s.kind = 'stage' order by s.number limit 1) s on true
  where {{here}} and d.state in ('accepted', 'handed_over', 'in_process') and d.due_on >= $4::date
    and (d.counts_by <> 'hour' or d.due_at >= $3) and ($7::text is null or d.procedure = $7)),
told as (
  select a.*, c.likeness, c.total, c.late, c.late::float / c.total as share
  from (select distinct office, procedure, stage, bucket from asked) a join offices o on o.code = a.office
  cross join lateral (
    select c.likeness, c.total, c.late
    from (values (1, a.office, a.procedure), (2, o.province, a.procedure), (3, a.office, ''), (4, '', ''))
      as k(likeness, place, procedure)
    join processing.risk_cells c using (likeness, place, procedure)
    where c.stage = a.stage and c.bucket = a.bucket and c.total >= $5
    order by c.likeness limit 1) c
  where c.late > 0)
"""
_SCOPE = f"select count(*) from ({codes_in_reach('$1', '$2')} limit $3) as offices"
_WIDEST = 2000  # offices: a province with all that it continues has fewer


async def is_wide(connection: Connection, asked: RisksAsked, reach: Iterable[str]) -> bool:
    """Whether more offices are asked than a province reaches. Refuses an office out of reach."""
    if asked.agency:
        if not await connection.fetchval(_SCOPE, list(reach), asked.agency, 1):
            raise office_not_found()
        return False
    count: int = await connection.fetchval(_SCOPE, list(reach), asked.office, _WIDEST + 1)
    if asked.office and count == 0:
        raise office_not_found()
    return count > _WIDEST


def here_in(*, is_wide: bool) -> str:
    """Few offices are entered by their index; of very many all that is open is gone through once."""
    return f"d.office {'in (select code from offices)' if is_wide else '= any(array(select code from offices))'}"


def told_values(asked: RisksAsked, reach: Iterable[str]) -> list[object]:
    now = asked.now
    return [list(reach), asked.office, now, legal_day(now), asked.enough, asked.agency, asked.procedure]
