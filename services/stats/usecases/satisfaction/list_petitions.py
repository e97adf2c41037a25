"""Lists the petitions of an office and a period, with the counts that the list belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.stats.domain.satisfaction.petition import PetitionKind
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.petition_counts import (
    PetitionCounts,
    handled_petitions,
    petition_counts,
    received_by_kind,
)
from services.stats.repository.satisfaction.petitions import Petition, Petitions
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class Listed:
    """Counts of the whole period; a page of what was asked for."""

    counts: PetitionCounts
    by_kind: Mapping[PetitionKind, int]
    petitions: Sequence[Petition]
    has_more: bool


async def list_petitions(
    connection: Connection, question: Question, kind: PetitionKind | None, is_late: bool | None, after: int, limit: int
) -> Listed:
    """In the order in which they were entered, after the number `after`."""
    numbers = await handled_petitions(connection, question, kind, is_late, after, limit + 1)
    return Listed(
        counts=await petition_counts(connection, question),
        by_kind=await received_by_kind(connection, question),
        petitions=await Petitions(connection).numbered(numbers[:limit]),
        has_more=len(numbers) > limit,
    )
