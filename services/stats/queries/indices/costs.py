"""The dossiers that cost points of items 2.1 and 5.4: late by the index's reading, disliked, or complained of.

Late is what the figures count: ended in the period but not in time, or open and late at its end. The other two count
only for dossiers that were handled in the period, since these are what the item divides by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.stats.domain.satisfaction.petition import AGAINST_A_DOSSIER
from services.stats.queries.dossiers import DossierLine, at_end_of
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.votes import UNCHANGED
from services.stats.queries.scopes import members
from shared.db.database import Connection


class Cost(StrEnum):
    """Why a dossier costs points."""

    LATE = "late"
    DISLIKED = "disliked"
    COMPLAINT = "complaint"


_HANDLED = "d.accepted_on <= $4 and (d.resolved_on is null or d.resolved_on >= $3)"
_CODES = "(select codes from together)::text[]"
_WAS_LATE = f"d.accepted_on <= $4 and d.index_overdue @> $4::date and {at_end_of('$4')} in (select code from members)"
# Apart, so that each finds its few by an index of its own (`ix_dossiers_office_costly`, `ix_dossiers_office_open`).
_LATE = f"""
select d.id, 'late' as cost from stats.dossiers d
where d.office = any({_CODES}) and d.resolved_on >= $3 and d.resolved_on <= $4 and not d.index_in_time
union
select d.id, 'late' from stats.dossiers d where d.office = any({_CODES}) and d.resolved_on > $4 and {_WAS_LATE}
union
select d.id, 'late' from stats.dossiers d where d.office = any({_CODES}) and d.resolved_on is null and {_WAS_LATE}
union
select d.id, 'late' from stats.dossiers d
where d.was_at && {_CODES} and (d.resolved_on is null or d.resolved_on > $4) and {_WAS_LATE}
"""
_DOSSIER = f"""
cross join lateral (
  select d.id from stats.dossiers d where d.code = {{}} and {_HANDLED} limit 1) as known
"""
_DISLIKED = f"""
select distinct known.id, 'disliked' from members m join stats.ratings r on r.office = m.code and r.verdict < 0
  and r.given_on >= $3 and r.given_on <= $5 {_DOSSIER.format("r.dossier")} where r.dossier is not null and {UNCHANGED}
union
select known.id, 'disliked' from stats.ratings r {_DOSSIER.format("r.dossier")}
join stats.dossiers d on d.id = known.id join members m on m.code = d.office
where r.office is null and r.verdict < 0 and r.given_on >= $3 and r.given_on <= $5 and {UNCHANGED}
"""
_KINDS = ", ".join(f"'{kind}'" for kind in AGAINST_A_DOSSIER)
_COMPLAINED = f"""
select distinct known.id, 'complaint' from members m join stats.petitions p on p.office = m.code
  and p.received_on >= $3 and p.received_on <= $5 and p.kind in ({_KINDS}) {_DOSSIER.format("p.dossier")}
where p.dossier is not null and not exists (
  select from stats.petition_acts a where a.petition = p.id and a.act = 'refused' and a.happened_on <= $5)
"""
_PARTS = {Cost.LATE: _LATE, Cost.DISLIKED: _DISLIKED, Cost.COMPLAINT: _COMPLAINED}
_COSTS = """
with recursive {members}, together as (select array_agg(code) as codes from members),
asked as (select $3::date as first, $4::date as last, $5::date as told_until),
costs(id, cost) as ({parts})
"""
_VOICES = """
with recursive {members}
select exists (select from members m join stats.ratings r on r.office = m.code
    where r.given_on >= $3 and r.given_on <= $4)
  or exists (select from members m join stats.petitions p on p.office = m.code
    where p.received_on >= $3 and p.received_on <= $4)
"""
_DISPLEASED = "{costs} select count(distinct id)::int from costs"
_PAGE = """
{costs} select d.id, d.code, d.office, d.procedure, d.field, d.channel, d.state, d.accepted_on, d.due_on, d.ended_on,
  array_agg(distinct costs.cost) as costs
from costs join stats.dossiers d using (id)
where ($6::date is null or (d.accepted_on, d.id) > ($6, $7::uuid))
group by d.id order by d.accepted_on, d.id limit $8
"""


@dataclass(frozen=True, slots=True)
class CostlyDossier(DossierLine):
    """One dossier and why it costs points. Nothing about persons."""

    costs: tuple[Cost, ...]


async def has_voices(connection: Connection, question: Question) -> bool:
    """Whether anybody voted or petitioned at all: where nobody asks people, nobody is known to be content."""
    sql = _VOICES.format(members=members(question.of))
    found: bool = await connection.fetchval(sql, *_asked(question)[:4])
    return found


async def count_costly(connection: Connection, question: Question, costs: Sequence[Cost]) -> int:
    """Each dossier once, for whatever reason."""
    count: int = await connection.fetchval(_DISPLEASED.format(costs=_costs(question, costs)), *_asked(question))
    return count


async def costly_dossiers(
    connection: Connection, question: Question, costs: Sequence[Cost], after: tuple[date, UUID] | None, limit: int
) -> list[CostlyDossier]:
    """In order of acceptance."""
    sql = _PAGE.format(costs=_costs(question, costs))
    rows = await connection.fetch(sql, *_asked(question), *(after or (None, None)), limit)
    return [CostlyDossier(**{**dict(row), "costs": tuple(map(Cost, row["costs"]))}) for row in rows]


def _costs(question: Question, costs: Sequence[Cost]) -> str:
    return _COSTS.format(members=members(question.of), parts="\nunion all\n".join(_PARTS[each] for each in costs))


def _asked(question: Question) -> tuple[object, ...]:
    """The days of dossiers end today at the latest; votes and petitions are those of the whole period."""
    span = question.counted
    return [question.head.code], question.today, span.first, span.last_on, question.period.to_on
