"""Petitions of an office and a period counted as the index of QĐ 766 asks, and listed. Nothing about persons."""

from dataclasses import dataclass

from services.stats.domain.satisfaction.petition import OF_CONDUCT_OR_DELAY, PetitionKind
from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection

# What is owed by a day is late once that day is over; today is not over.
_JUDGED = """
with recursive {members},
own as (
  select p.*, last.owes, last.owes_by, before.owes is not null as was_owed from members m
  join stats.petitions p on p.office = m.code and p.received_on <= $4
  cross join lateral (
    select a.owes, a.owes_by from stats.petition_acts a
    where a.petition = p.id and a.happened_on <= $4 order by a.seq desc limit 1) as last
  left join lateral (
    select a.owes from stats.petition_acts a
    where a.petition = p.id and a.happened_on < $3 order by a.seq desc limit 1) as before on true),
judged as (
  select own.*, own.received_on >= $3 as is_received,
    own.received_on >= $3 or own.was_owed or coalesce(seen.in_period, false) as is_handled,
    coalesce(seen.late, false) or coalesce(own.owes_by < least($4 + 1, $2::date), false) as is_late,
    coalesce(seen.disliked, false) as is_disliked, coalesce(seen.repeated, false) as is_repeated
  from own cross join lateral (
    select bool_or(a.due_on < a.happened_on) as late, bool_or(a.verdict < 0) as disliked,
      bool_or(a.act = 'repeated') as repeated,
      bool_or(a.happened_on >= $3 and a.act not in ('rated', 'repeated')) as in_period
    from stats.petition_acts a where a.petition = own.id and a.happened_on <= $4) as seen)
"""
_CONDUCT = ", ".join(f"'{kind}'" for kind in OF_CONDUCT_OR_DELAY)
_COUNTS = f"""
{{judged}} select count(*) filter (where is_received)::int as received,
  count(*) filter (where is_received and kind in ({_CONDUCT}))::int as of_conduct_or_delay,
  count(*) filter (where is_handled)::int as handled,
  count(*) filter (where is_handled and not is_late)::int as in_time,
  count(*) filter (where is_handled and is_late)::int as late,
  count(*) filter (where is_handled and is_disliked)::int as disliked,
  count(*) filter (where is_handled and is_repeated)::int as repeated,
  count(*) filter (where is_handled and not (is_late or is_disliked or is_repeated))::int as content
from judged
"""
_BY_KIND = "{judged} select kind, count(*)::int from judged where is_received group by 1"
_PAGE = """
{judged} select number from judged
where is_handled and ($5::text is null or kind = $5) and ($6::bool is null or is_late = $6) and number > $7
order by number limit $8
"""


@dataclass(frozen=True, slots=True)
class PetitionCounts:
    """`handled`: received in the period, acted on in it, or owed something when it began."""

    received: int
    of_conduct_or_delay: int
    handled: int
    in_time: int
    late: int
    disliked: int
    repeated: int
    content: int


async def petition_counts(connection: Connection, question: Question) -> PetitionCounts:
    row = await connection.fetchrow(_COUNTS.format(judged=_judged(question)), *_asked(question))
    assert row is not None  # noqa: S101  (an aggregate always has one row)
    return PetitionCounts(**dict(row))


async def received_by_kind(connection: Connection, question: Question) -> dict[PetitionKind, int]:
    rows = await connection.fetch(_BY_KIND.format(judged=_judged(question)), *_asked(question))
    counts = {row[0]: row[1] for row in rows}
    return {kind: counts.get(kind, 0) for kind in PetitionKind}


async def handled_petitions(
    connection: Connection, question: Question, kind: PetitionKind | None, is_late: bool | None, after: int, limit: int
) -> list[int]:
    """The numbers of those handled in the period, in the order in which they were entered."""
    sql = _PAGE.format(judged=_judged(question))
    return [row["number"] for row in await connection.fetch(sql, *_asked(question), kind, is_late, after, limit)]


def _judged(question: Question) -> str:
    return _JUDGED.format(members=members(question.of))


def _asked(question: Question) -> tuple[object, ...]:
    return [question.head.code], question.today, question.period.from_on, question.period.to_on
