"""Oddities counted, and the dossiers behind each kind; what people decided stands beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.stats.domain.day_ranks import DayRanks
from services.stats.domain.oddity import RULES, Decision, Kind
from services.stats.queries.oddity_looks import LOOKS, base_of
from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection

# Every statement takes the same parameters, whether its kind needs them or not. Nothing is kept on the way: 100,000
# dossiers with their steps would not fit into memory. Reviews are few; they are joined as a whole.
_ODD = """
with recursive {members},
inside as materialized (select array_agg(code) as codes from members),
given as (select $3::date, $4::date, $5::date, $6::int[], $7::jsonb),
newest as materialized (
  select distinct on (dossier) dossier, decision, note, reviewed_by, reviewed_at from stats.oddity_reviews
  where kind = $8 order by dossier, number desc),
base as ({base}),
judged as (select b.*, coalesce({odd}, false) as is_odd from base b)
"""
_COUNTED = """
select count(*)::int as base, (count(*) filter (where j.is_odd))::int as found,
  (count(*) filter (where j.is_odd and r.decision = 'explained'))::int as explained,
  (count(*) filter (where j.is_odd and r.decision = 'confirmed'))::int as confirmed
from judged j left join newest r on r.dossier = j.id
"""
_IS_REVIEWED = "coalesce(r.decision in ('explained', 'confirmed'), false)"
_PAGE = f"""
select j.id, j.code, j.office, j.procedure, j.accepted_on, j.due_on, j.ended_on, j.class, j.happened_at, j.value,
  r.decision, r.note, r.reviewed_by, r.reviewed_at
from judged j left join newest r on r.dossier = j.id
where j.is_odd and {_IS_REVIEWED} = $9 and ($10::date is null or (j.accepted_on, j.id) > ($10, $11::uuid))
order by j.accepted_on, j.id limit $12
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Of `base` dossiers `found` are odd, and of these so many were looked into."""

    kind: Kind
    base: int
    found: int
    explained: int
    confirmed: int

    @property
    def to_review(self) -> int:
        return self.found - self.explained - self.confirmed


@dataclass(frozen=True, slots=True)
class OddDossier:
    """A dossier that seems odd, with the newest decision on it. Nothing about persons but the reviewer's account."""

    id: UUID
    code: str
    office: str
    procedure: str
    accepted_on: date
    due_on: date | None
    ended_on: date | None
    class_: str | None
    at: datetime
    value: int | None
    decision: Decision | None
    note: str | None
    reviewed_by: str | None
    reviewed_at: datetime | None


async def count_oddities(connection: Connection, question: Question, kind: Kind, ranks: DayRanks) -> Counted:
    row = await connection.fetchrow(_sql(question, kind, _COUNTED), *_parameters(question, kind, ranks))
    assert row is not None  # noqa: S101
    return Counted(kind, **dict(row))


async def odd_dossiers(
    connection: Connection,
    question: Question,
    kind: Kind,
    ranks: DayRanks,
    *,
    is_reviewed: bool,
    after: tuple[date, UUID] | None,
    limit: int,
) -> list[OddDossier]:
    """In order of acceptance, at most `limit`."""
    place: Sequence[Any] = after or (None, None)
    parameters = (*_parameters(question, kind, ranks), is_reviewed, *place, limit)
    rows = await connection.fetch(_sql(question, kind, _PAGE), *parameters)
    return [OddDossier(*row.values()) for row in rows]


def _sql(question: Question, kind: Kind, asked: str) -> str:
    return _ODD.format(members=members(question.of), base=base_of(kind), odd=LOOKS[kind].odd) + asked


def _parameters(question: Question, kind: Kind, ranks: DayRanks) -> tuple[Any, ...]:
    counted = question.counted
    thresholds = dict(RULES[kind].thresholds)
    return (
        *([question.head.code], question.today, counted.first, counted.last_on),
        *(ranks.first, ranks.through, thresholds, kind),
    )
