"""Risks of being late: what is known of dossiers like one, and the morning list of those in reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from services.processing.domain.risk import Cell, Likeness, bucket_of
from services.processing.queries.risks_told import TOLD, RisksAsked, here_in, is_wide, told_values
from shared.db.database import Connection
from shared.errors import Invalid

_KNOWN = """
select likeness, total, late from processing.risk_cells c
join (values (1, $1, $2), (2, (select coalesce(path[2], code) from processing.offices where code = $1), $2),
    (3, $1, ''), (4, '', '')) as k(likeness, place, procedure) using (likeness, place, procedure)
where c.stage = $3 and c.bucket = $4
"""
_LIST = f"""
{TOLD},
page as (
  select u.id, u.due_at, t.stage, t.likeness, t.total, t.late, t.late::float / t.total as share
  from told t cross join lateral unnest(t.ids, t.due_ats) as u(id, due_at)
  where t.late > 0 and t.late * 100 >= t.total * $8::int
    and ($9::float is null or (-(t.late::float / t.total), u.due_at, u.id) > (-$9, $10, $11))
  order by share desc, u.due_at, u.id limit $12)
select p.*, d.code, d.office, d.procedure, d.due_on, s.assignee
from page p join processing.dossiers d on d.id = p.id left join lateral (
  select assignee from processing.steps s
  where s.dossier = p.id and s.ending is null and s.kind = 'stage' order by s.number limit 1) s on true
order by p.share desc, p.due_at, p.id
"""


class RiskPlace(NamedTuple):
    """Where the page before ended."""

    share: float
    due_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Risky:
    """A dossier that others like it were late from."""

    id: UUID
    code: str
    office: str
    procedure: str
    due_at: datetime
    due_on: date
    stage: str
    assignee: str | None
    likeness: int
    total: int
    late: int
    share: float

    @property
    def place(self) -> RiskPlace:
        return RiskPlace(self.share, self.due_at, self.id)


async def known_of(
    connection: Connection, office: str, procedure: str, stage: str, days_left: int
) -> Mapping[Likeness, Cell]:
    """What became of those that were at this stage with about as many days left."""
    bucket = bucket_of(days_left)
    if bucket is None:
        return {}
    rows = await connection.fetch(_KNOWN, office, procedure, stage, bucket)
    return {Likeness(row["likeness"]): Cell(row["total"], row["late"]) for row in rows}


async def riskiest(
    connection: Connection,
    asked: RisksAsked,
    at_least: int,
    *,
    visible_to: Iterable[str],
    after: RiskPlace | None,
    limit: int,
) -> list[Risky]:
    """Most likely first, of whose likes `at_least` so many in a hundred were late.

    Refuses an office out of reach, and whatever is open in more offices than a province reaches: nobody reads that.
    """
    is_all = await is_wide(connection, asked, visible_to)
    if is_all and asked.procedure is None:
        raise Invalid("office_too_wide", "Danh sách này xem theo từng tỉnh hoặc đơn vị: hãy chọn một đơn vị (office)")
    values = [*told_values(asked, visible_to), at_least, *(after or (None, None, None)), limit]
    rows = await connection.fetch(_LIST.format(here=here_in(is_wide=is_all)), *values)
    return [Risky(**row) for row in rows]
