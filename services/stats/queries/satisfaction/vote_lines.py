"""The votes behind a count, with their dossiers: in order of time, page by page. Nothing about persons."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.stats.domain.satisfaction.oddity import Oddity
from services.stats.domain.satisfaction.rating import Aspect, Verdict
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.votes import votes
from shared.db.database import Connection

_PAGE = """
{votes} select id, number, dossier, dossier_id, procedure, desk, office, source, scale, {aspects}, verdict, given_at,
  oddities from votes
where ($5::int is null or verdict = $5) and ($6::text is null or $6 = any(oddities))
  and ($7::bool is null or $7 = (oddities <> '{{}}')) and ($8::text is null or procedure = $8)
  and ($9::text is null or source = $9)
  and ($10::timestamptz is null or (given_at, number) > ($10, $11::bigint))
order by given_at, number limit $12
"""


@dataclass(frozen=True, slots=True)
class SoughtVotes:
    """Which of the votes of an office and a period."""

    verdict: Verdict | None = None
    oddity: Oddity | None = None
    is_flagged: bool | None = None
    procedure: str | None = None
    source: str | None = None
    with_below: bool = True


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One vote. `dossier` is the code that was voted on, `dossier_id` the dossier if it is known."""

    id: UUID
    number: int
    dossier: str | None
    dossier_id: UUID | None
    procedure: str | None
    desk: str | None
    office: str | None
    source: str
    scale: str
    scores: dict[Aspect, int]
    verdict: Verdict
    given_at: datetime
    oddities: tuple[Oddity, ...]


async def vote_lines(
    connection: Connection, question: Question, sought: SoughtVotes, after: tuple[datetime, int] | None, limit: int
) -> list[VoteLine]:
    sql = _PAGE.format(votes=votes(question.of, with_below=sought.with_below), aspects=", ".join(Aspect))
    rows = await connection.fetch(
        sql,
        *([question.head.code], question.today, question.period.from_on, question.period.to_on),
        *(sought.verdict, sought.oddity, sought.is_flagged, sought.procedure, sought.source),
        *(after or (None, None)),
        limit,
    )
    return [_line(dict(row)) for row in rows]


def _line(row: dict[str, Any]) -> VoteLine:
    given = {aspect: row.pop(aspect) for aspect in Aspect}
    row["scores"] = {aspect: score for aspect, score in given.items() if score is not None}
    row["verdict"] = Verdict(row["verdict"])
    row["oddities"] = tuple(Oddity(each) for each in row["oddities"])
    return VoteLine(**row)
