"""Votes counted: the whole, its parts, the flagged ones, and the votes that no dossier is known for yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.stats.domain.satisfaction.oddity import Oddity
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.votes import ASPECT_ROWS, verdict_sql, votes
from shared.db.database import Connection


class VotesBy(StrEnum):
    """Into what parts votes are taken."""

    OFFICE = "office"
    PROCEDURE = "procedure"
    ASPECT = "aspect"
    MONTH = "month"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of votes by verdict."""

    votes: int = 0
    satisfied: int = 0
    neutral: int = 0
    dissatisfied: int = 0


@dataclass(frozen=True, slots=True)
class Tallies:
    """All votes, and those that nothing is odd about."""

    all: Tally = Tally()
    unflagged: Tally = Tally()


_VERDICTS = {"satisfied": "verdict > 0", "neutral": "verdict = 0", "dissatisfied": "verdict < 0"}
_PLAIN = "oddities = '{}'"


def _counts() -> str:
    columns = ["count(*)::int", *(f"count(*) filter (where {condition})::int" for condition in _VERDICTS.values())]
    columns += [f"count(*) filter (where {_PLAIN})::int"]
    columns += [f"count(*) filter (where {_PLAIN} and {condition})::int" for condition in _VERDICTS.values()]
    return ", ".join(columns)


_KEYS = {
    None: "root",
    VotesBy.OFFICE: "root",
    VotesBy.PROCEDURE: "procedure",
    VotesBy.MONTH: "greatest(date_trunc('month', given_on)::date, $3)::text",
    VotesBy.SOURCE: "source",
}
_BY_KEY = "{votes} select {key}, {counts} from votes group by 1 order by 1"
_BY_ASPECT = """
{votes} select aspect, {counts} from (
  select aspect, oddities, {verdict} as verdict from votes cross join lateral {aspects} where score is not null) as said
group by 1 order by 1
"""
_BY_ODDITY = "{votes} select oddity, count(*)::int from votes, unnest(oddities) as oddity group by 1"
_WAITING = """
select count(*)::int from stats.ratings r where r.office is null and r.given_on >= $1 and r.given_on <= $2
  and not exists (select from stats.dossiers d where d.code = r.dossier)
"""


async def tallies(
    connection: Connection,
    question: Question,
    roots: Sequence[str],
    by: VotesBy | None = None,
    *,
    with_below: bool = True,
) -> dict[str | None, Tallies]:
    """By root, or by the parts of one root. The key is None where a vote on a desk has no procedure."""
    found = votes(question.of, with_below=with_below)
    if by is VotesBy.ASPECT:
        sql = _BY_ASPECT.format(votes=found, counts=_counts(), verdict=verdict_sql("score"), aspects=ASPECT_ROWS)
    else:
        sql = _BY_KEY.format(votes=found, key=_KEYS[by], counts=_counts())
    rows = await connection.fetch(sql, *_asked(question, roots))
    return {row[0]: Tallies(Tally(*tuple(row)[1:5]), Tally(*tuple(row)[5:9])) for row in rows}


async def oddities(connection: Connection, question: Question) -> dict[Oddity, int]:
    """How many votes carry each flag; one vote may carry several."""
    rows = await connection.fetch(_BY_ODDITY.format(votes=votes(question.of)), *_asked(question, [question.head.code]))
    counts = {row[0]: row[1] for row in rows}
    return {oddity: counts.get(oddity, 0) for oddity in Oddity}


async def votes_without_dossier(connection: Connection, from_on: date, to_on: date) -> int:
    """Votes of all the country that are kept but counted nowhere, because their dossier is not known yet."""
    count: int = await connection.fetchval(_WAITING, from_on, to_on)
    return count


def _asked(question: Question, roots: Sequence[str]) -> tuple[list[str], date, date, date]:
    return list(roots), question.today, question.period.from_on, question.period.to_on
