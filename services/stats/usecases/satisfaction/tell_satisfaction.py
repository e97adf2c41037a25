"""Tells how satisfied people are with an office in a period: counts first, flagged votes beside, parts where asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.stats.domain.satisfaction.oddity import Oddity
from services.stats.queries.offices import offices_below
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.tallies import (
    Reach,
    Tallies,
    Tally,
    VotesBy,
    count_votes,
    tallies,
    votes_without_dossier,
    whole_tally,
)
from shared.db.database import Connection
from shared.errors import Invalid

# Judging a vote looks at its dossier and at other votes: 25 to 50 µs each.
MOST_JUDGED = 50_000


@dataclass(frozen=True, slots=True)
class VotePart:
    """One part. `is_own` is the office itself, without what lies below it; `key` is None without a procedure."""

    key: str | None
    name: str | None
    tallies: Tallies
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """`without_dossier`: votes of the whole country that wait for their dossier to become known.

    `flags` is None where there are too many votes to judge.
    """

    tallies: Tallies
    flags: Mapping[Oddity, int] | None
    without_dossier: int
    parts: tuple[VotePart, ...]


async def tell_satisfaction(connection: Connection, question: Question, by: VotesBy | None) -> Satisfaction:
    """More than `MOST_JUDGED` votes are counted without looking at each. Refuses to take these apart by procedure."""
    is_judged = await count_votes(connection, question, MOST_JUDGED) <= MOST_JUDGED
    if by is VotesBy.PROCEDURE and not is_judged:
        raise too_many_votes()
    whole, flags = await whole_tally(connection, question, is_judged=is_judged)
    waiting = await votes_without_dossier(connection, question.period.from_on, question.period.to_on)
    parts = await _parts(connection, question, by, is_judged=is_judged) if by else ()
    return Satisfaction(whole, flags, waiting, parts)


def too_many_votes() -> Invalid:
    return Invalid("too_many_votes", "Quá nhiều phiếu để xét từng phiếu, hãy chọn kỳ ngắn hơn hoặc đơn vị nhỏ hơn")


async def _parts(connection: Connection, question: Question, by: VotesBy, *, is_judged: bool) -> tuple[VotePart, ...]:
    if by is VotesBy.OFFICE:
        return await _offices(connection, question, is_judged=is_judged)
    found = await tallies(connection, question, [question.head.code], by, Reach(is_judged))
    return tuple(VotePart(key, None, each) for key, each in found.items())


async def _offices(connection: Connection, question: Question, *, is_judged: bool) -> tuple[VotePart, ...]:
    """Those directly below with their subtrees, then the office's own votes."""
    head, none = question.head, Tallies(unflagged=Tally() if is_judged else None)
    children = await offices_below(connection, head.code, whole_tree=False)
    codes = [child.code for child in children]
    below = await tallies(connection, question, codes, VotesBy.OFFICE, Reach(is_judged))
    own = await tallies(connection, question, [head.code], VotesBy.OFFICE, Reach(is_judged, below=False))
    parts = [
        VotePart(child.code, child.name, below.get(child.code, none))
        for child in children
        if child.code in below or not child.is_ended
    ]
    return (*parts, *(VotePart(head.code, head.name, each, is_own=True) for each in own.values()))
