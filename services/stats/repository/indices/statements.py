"""Counts stated for the items of an index: every one is kept, the newest of an item and kind holds."""

from datetime import datetime

from asyncpg import Record

from services.stats.domain.indices.statement import Kind, Said, Statement
from services.stats.domain.period import Period
from shared.db.database import Connection

_COLUMNS = "number, item, kind, numerator, denominator, points, source, stated_at, stated_by, from_on, to_on"
_ADD = f"""
insert into stats.index_inputs (criteria, item, office, from_on, to_on, kind, numerator, denominator, points, source,
  stated_at, stated_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning {_COLUMNS}
"""
_OF_PERIOD = f"""
select {_COLUMNS} from stats.index_inputs
where office = $1 and from_on = $2 and to_on = $3 and criteria = $4 order by number
"""


class Statements:
    """All statements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, criteria: str, said: Said, at: datetime, by: str) -> Statement:
        row = await self._connection.fetchrow(
            _ADD,
            *(criteria, said.item, said.office, said.period.from_on, said.period.to_on, said.kind.value),
            *(said.numerator, said.denominator, said.points, said.source, at, by),
        )
        assert row is not None  # noqa: S101  (an insert that returns)
        return _statement(row)

    async def of_period(self, criteria: str, office: str, period: Period) -> list[Statement]:
        """Oldest first; only of exactly this office and period."""
        rows = await self._connection.fetch(_OF_PERIOD, office, period.from_on, period.to_on, criteria)
        return [_statement(row) for row in rows]


def _statement(row: Record) -> Statement:
    return Statement(**{**dict(row), "kind": Kind(row["kind"])})
