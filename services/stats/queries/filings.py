"""The filings behind a figure: refused, not yet answered, or handed in at all. None of them is a dossier (yet)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.stats.domain.measure import Measure
from services.stats.queries.dossiers import Part
from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection

_CONDITIONS: Mapping[Measure, str] = {
    Measure.FILED: "f.filed_on >= asked.first and f.filed_on <= asked.last",
    Measure.REFUSED: "f.refused_on >= asked.first and f.refused_on <= asked.last",
    Measure.PENDING: "f.pending @> asked.last",
    Measure.PENDING_LATE: "f.pending_late @> asked.last and not coalesce(f.owed_until >= asked.now, false)",
}
_PAGE = """
with recursive {members},
asked as (select $3::date as first, $4::date as last, $5::timestamptz as now),
inside as (
  select m.code from members m left join stats.offices o on o.code = m.code
  where $9::text is null or coalesce(o.level, '') = $9)
select f.id, f.desk, f.office, f.procedure, f.field, f.channel, f.source, f.state, f.filed_on, f.owed_until,
  f.refused_on, f.reason, f.dossier
from asked cross join stats.filings f join inside on inside.code = f.desk
where {condition}
  and ($6::text is null or f.procedure = $6) and ($7::text is null or f.field = $7)
  and ($8::text is null or f.channel = $8) and ($10::date is null or (f.filed_on, f.id) > ($10, $11::uuid))
order by f.filed_on, f.id limit $12
"""


@dataclass(frozen=True, slots=True)
class CountedFiling:
    """One line behind a figure. Nothing about persons."""

    id: UUID
    desk: str
    office: str
    procedure: str
    field: str
    channel: str
    source: str
    state: str
    filed_on: date
    owed_until: datetime | None
    refused_on: date | None
    reason: str | None
    dossier: UUID | None

    @property
    def place(self) -> tuple[date, UUID]:
        return self.filed_on, self.id


async def counted_filings(
    connection: Connection,
    question: Question,
    measure: Measure,
    *,
    part: Part,
    after: tuple[date, UUID] | None,
    limit: int,
) -> list[CountedFiling]:
    """In order of filing, at most `limit`."""
    sql = _PAGE.format(members=members(question.of, with_below=part.with_below), condition=_CONDITIONS[measure])
    span, now = question.counted, question.now if question.ends_now else None
    rows = await connection.fetch(
        sql,
        *([question.head.code], question.today, span.first, span.last_on, now),
        *(part.procedure, part.field, part.channel, part.level),
        *(after or (None, None)),
        limit,
    )
    return [CountedFiling(**dict(row)) for row in rows]
