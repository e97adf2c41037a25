"""Tells how satisfied people are with an office in a period: counts first, flagged votes beside, parts where asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.stats.domain.satisfaction.oddity import Oddity
from services.stats.queries.offices import offices_below
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.tallies import (
    Tallies,
    VotesBy,
    oddities,
    tallies,
    votes_without_dossier,
)
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class VotePart:
    """One part. `is_own` is the office itself, without what lies below it; `key` is None without a procedure."""

    key: str | None
    name: str | None
    tallies: Tallies
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """`without_dossier`: votes of the whole country that wait for their dossier to become known."""

    tallies: Tallies
    flags: Mapping[Oddity, int]
    without_dossier: int
    parts: tuple[VotePart, ...]


async def tell_satisfaction(connection: Connection, question: Question, by: VotesBy | None) -> Satisfaction:
    office = question.head.code
    whole = (await tallies(connection, question, [office])).get(office, Tallies())
    flags = await oddities(connection, question)
    waiting = await votes_without_dossier(connection, question.period.from_on, question.period.to_on)
    return Satisfaction(whole, flags, waiting, await _parts(connection, question, by))


async def _parts(connection: Connection, question: Question, by: VotesBy | None) -> tuple[VotePart, ...]:
    if by is None:
        return ()
    if by is VotesBy.OFFICE:
        return await _offices(connection, question)
    found = await tallies(connection, question, [question.head.code], by)
    return tuple(VotePart(key, None, each) for key, each in found.items())


async def _offices(connection: Connection, question: Question) -> tuple[VotePart, ...]:
    """Those directly below with their subtrees, then the office's own votes."""
    head = question.head
    children = await offices_below(connection, head.code, whole_tree=False)
    below = await tallies(connection, question, [child.code for child in children], VotesBy.OFFICE)
    own = await tallies(connection, question, [head.code], VotesBy.OFFICE, with_below=False)
    parts = [
        VotePart(child.code, child.name, below.get(child.code, Tallies()))
        for child in children
        if child.code in below or not child.is_ended
    ]
    return (*parts, *(VotePart(head.code, head.name, each, is_own=True) for each in own.values()))
