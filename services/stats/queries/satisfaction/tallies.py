"""Votes counted: the whole, its parts, the flagged ones, and the votes that no dossier is known for yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.stats.domain.satisfaction.oddity import Oddity
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.votes import ASPECT_ROWS, UNCHANGED, verdict_sql, votes
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
    """All votes, and those that nothing is odd about; None where there are too many votes to judge."""

    all: Tally = Tally()
    unflagged: Tally | None = Tally()


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether the offices below belong to a root, and whether votes are judged."""

    is_judged: bool
    below: bool = True


_COLUMNS = 8  # four counts of all votes, four of the unflagged
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
_WHOLE = "{votes} select {counts}, {oddities} from votes"
_ODDITIES = ", ".join(f"count(*) filter (where '{oddity}' = any(oddities))::int" for oddity in Oddity)
_WAITING = f"""
select count(*)::int from stats.ratings r where r.office is null and r.given_on >= $1 and r.given_on <= $2
  and {UNCHANGED} and not exists (select from stats.dossiers d where d.code = r.dossier)
"""


async def whole_tally(
    connection: Connection, question: Question, *, is_judged: bool
) -> tuple[Tallies, dict[Oddity, int] | None]:
    """All of an office, and how many votes carry each flag; one vote may carry several."""
    sql = _WHOLE.format(votes=votes(question.of, is_judged=is_judged), counts=_counts(), oddities=_ODDITIES)
    row = await connection.fetchrow(sql, *_asked(question, [question.head.code]))
    assert row is not None  # noqa: S101  (an aggregate always has one row)
    counts = tuple(row)
    flags = dict(zip(Oddity, counts[_COLUMNS:], strict=True)) if is_judged else None
    return _tallies(counts, is_judged=is_judged), flags


async def tallies(
    connection: Connection, question: Question, roots: Sequence[str], by: VotesBy, with_: Reach
) -> dict[str | None, Tallies]:
    """By root, or by the parts of one root. The key is None where a vote on a desk has no procedure."""
    found = votes(question.of, with_below=with_.below, is_judged=with_.is_judged)
    if by is VotesBy.ASPECT:
        sql = _BY_ASPECT.format(votes=found, counts=_counts(), verdict=verdict_sql("score"), aspects=ASPECT_ROWS)
    else:
        sql = _BY_KEY.format(votes=found, key=_KEYS[by], counts=_counts())
    rows = await connection.fetch(sql, *_asked(question, roots))
    return {row[0]: _tallies(tuple(row)[1:], is_judged=with_.is_judged) for row in rows}


def _tallies(counts: tuple[int, ...], *, is_judged: bool) -> Tallies:
    return Tallies(Tally(*counts[:4]), Tally(*counts[4:_COLUMNS]) if is_judged else None)


async def count_votes(connection: Connection, question: Question, up_to: int) -> int:
    """How many votes there are to judge, counted no further than one beyond `up_to`."""
    sql = f"{votes(question.of, is_judged=False)} select count(*)::int from (select from votes limit $5) as found"
    count: int = await connection.fetchval(sql, *_asked(question, [question.head.code]), up_to + 1)
    return count


async def votes_without_dossier(connection: Connection, from_on: date, to_on: date) -> int:
    """Votes of all the country that are kept but counted nowhere, because their dossier is not known yet."""
    count: int = await connection.fetchval(_WAITING, from_on, to_on)
    return count


def _asked(question: Question, roots: Sequence[str]) -> tuple[list[str], date, date, date]:
    return list(roots), question.today, question.period.from_on, question.period.to_on
