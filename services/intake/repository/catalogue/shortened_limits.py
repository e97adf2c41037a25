"""Locally shortened limits in one transaction."""

from datetime import date, datetime
from uuid import UUID

from services.intake.domain.catalogue.shortened_limit import ShortenedLimit
from shared.db.database import Connection

_ADD = """
insert into intake.shortened_limits (id, office, procedure, channel, "when", term_unit, term_amount, decision,
  decided_on, valid_from, valid_to, shortened_by, shortened_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (procedure, office, channel, "when", valid_from) do nothing returning id
"""
_SAME = """
select id from intake.shortened_limits where procedure = $1 and office = $2 and channel is not distinct from $3
  and "when" is not distinct from $4 and valid_from = $5
"""


class ShortenedLimits:
    """One for each office, procedure, channel, case and first day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, s: ShortenedLimit, by: str, at: datetime) -> bool:
        """False where one for just the same, from the same day, is there."""
        row = await self._connection.fetchrow(
            *(_ADD, s.id, s.office, s.procedure, s.channel, s.case, s.term.unit.value, s.term.amount, s.decision),
            *(s.decided_on, s.valid_from, s.valid_to, by, at),
        )
        return row is not None

    async def same(self, s: ShortenedLimit) -> UUID:
        """The one that `add` found there."""
        id_: UUID = await self._connection.fetchval(_SAME, s.procedure, s.office, s.channel, s.case, s.valid_from)
        return id_

    async def end(self, id_: UUID, last_day: date) -> None:
        await self._connection.execute("update intake.shortened_limits set valid_to = $2 where id = $1", id_, last_day)
