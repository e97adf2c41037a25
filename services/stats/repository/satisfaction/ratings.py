"""Votes: each written once by its subject and proof, and once more for each time that it was changed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.stats.domain.satisfaction.rating import Aspect, Rating, Scale
from shared.db.database import Connection
from shared.worktime import legal_day

_ASPECTS = ", ".join(Aspect)
_ADD = f"""
insert into stats.ratings (id, dossier, desk, office, proof, scale, {_ASPECTS}, verdict, source, is_desk_address,
  device, given_at, given_on, taken_at, taken_by, replaces)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
on conflict do nothing returning id
"""
_KNOWN = f"""
select id, dossier, desk, office, scale, {_ASPECTS}, given_at, taken_at,
  min(taken_at) over () as first_taken_at from stats.ratings
where proof = $3 and (dossier = $1 or $1::text is null and dossier is null and desk = $2)
order by number desc limit 1
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A vote that is kept. `office` is None until its dossier is known."""

    id: UUID
    dossier: str | None
    desk: str | None
    office: str | None
    scale: Scale
    scores: dict[Aspect, int]
    given_at: datetime
    taken_at: datetime
    first_taken_at: datetime


class Ratings:
    """All votes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(
        self,
        id: UUID,
        rating: Rating,
        office: str | None,
        *,
        taken_at: datetime,
        taken_by: str,
        replaces: UUID | None = None,
    ) -> bool:
        """False where the same subject was already voted on with this proof, or that vote already replaced."""
        scores = rating.answers.scores
        added = await self._connection.fetchval(
            _ADD,
            *(id, rating.dossier, rating.desk, office, rating.proof_digest, rating.answers.scale.value),
            *(scores.get(aspect) for aspect in Aspect),
            *(rating.answers.verdict.value, rating.source.value, rating.is_desk_address, rating.device_digest),
            *(rating.given_at, legal_day(rating.given_at), taken_at, taken_by, replaces),
        )
        return added is not None

    async def with_proof(self, rating: Rating) -> Taken:
        """The vote on the same subject with the same proof; the last one where it was changed."""
        row = await self._connection.fetchrow(_KNOWN, rating.dossier, rating.desk, rating.proof_digest)
        assert row is not None  # noqa: S101  (asked for only after the insert met it)
        return Taken(
            *(row["id"], row["dossier"], row["desk"], row["office"], Scale(row["scale"])),
            scores={aspect: row[aspect] for aspect in Aspect if row[aspect] is not None},
            given_at=row["given_at"],
            taken_at=row["taken_at"],
            first_taken_at=row["first_taken_at"],
        )
