"""Looks for every kind of oddity, or opens one kind."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.stats.domain.oddity import Kind
from services.stats.queries.oddities import Counted, OddDossier, count_oddities, odd_dossiers
from services.stats.queries.question import Question
from services.stats.usecases.tell_figures import tell_figures
from services.stats.usecases.try_limits import day_ranks
from shared.db.database import Connection
from shared.errors import Invalid

MOST_DOSSIERS = 300_000  # a big province's quarter: each statement reads them within seconds


class Opened(NamedTuple):
    """A page of odd dossiers, and the counts of their kind."""

    counted: Counted
    dossiers: list[OddDossier]
    has_more: bool


async def look_for_oddities(
    connection: Connection, question: Question, kinds: Iterable[Kind], *, most: int = MOST_DOSSIERS
) -> list[Counted]:
    """One statement for each kind. Refuses `too_many_dossiers`: more than `most`."""
    await _must_be_few(connection, question, most)
    return [await count_oddities(connection, question, kind, day_ranks()) for kind in kinds]


async def open_oddity(
    connection: Connection,
    question: Question,
    kind: Kind,
    *,
    is_reviewed: bool,
    after: tuple[date, UUID] | None,
    limit: int,
) -> Opened:
    """Refuses `too_many_dossiers`."""
    counted = (await look_for_oddities(connection, question, [kind]))[0]
    found = await odd_dossiers(
        connection, question, kind, day_ranks(), is_reviewed=is_reviewed, after=after, limit=limit + 1
    )
    return Opened(counted, found[:limit], len(found) > limit)


async def _must_be_few(connection: Connection, question: Question, most: int) -> None:
    """The sums say beforehand, in milliseconds, how many dossiers would be read."""
    figures = (await tell_figures(connection, question)).figures
    if figures.carried_over + figures.received > most:
        raise Invalid("too_many_dossiers", "Có quá nhiều hồ sơ, hãy chọn kỳ ngắn hơn hoặc đơn vị nhỏ hơn")
