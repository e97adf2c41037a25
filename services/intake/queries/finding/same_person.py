"""Dossiers of one person and procedure that are open or ended lately: one look into the list of the person's mark."""

from collections.abc import Collection, Sequence
from datetime import datetime

from services.intake.domain.dossiers.similar import Similar
from services.intake.domain.organisation.reach import scope_of
from shared.db.database import Connection

_MOST = 5
_SAME = """
with persons as materialized (
  select c.dossier, c.accepted_at from intake.cards c where c.marks @@ $1::text::tsquery and c.procedure = $2
    and ($5::text[] is null or exists (
      select from intake.offices o where o.code in (c.office, c.desk) and o.path && $5::text[])))
select p.dossier, d.code, d.procedure_name, s.state, p.accepted_at, coalesce(s.ended_at, d.ended_at) as ended_at
from persons p join intake.dossiers d on d.id = p.dossier join intake.standings s on s.dossier = p.dossier
where coalesce(s.ended_at, d.ended_at) is null or coalesce(s.ended_at, d.ended_at) >= $3
order by p.accepted_at desc, p.dossier desc limit $4
"""


async def same_persons_matters(
    connection: Connection, marks: Sequence[str], procedure: str, ended_since: datetime, reach: Collection[str]
) -> list[Similar]:
    """In reach, the newest first, a handful at most. `marks` are blind marks; any one of them is enough."""
    any_of = " | ".join(f"'{mark}'" for mark in marks)
    rows = await connection.fetch(_SAME, any_of, procedure, ended_since, _MOST, scope_of(reach))
    return [Similar(**row) for row in rows]
