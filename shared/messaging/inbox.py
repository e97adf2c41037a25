"""The reader's own books about a source: how far it has read, and what it has parked and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from shared.contracts.envelope import Fact, read_fact
from shared.db.database import Connection
from shared.errors import NotFound, Refusal
from shared.messaging.lines import Entry

_PARK = """
insert into {schema}.parked (source, position, stream, type, canon, code, reason)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (source, position) do update set attempts = parked.attempts + 1, code = $6, reason = $7
"""


class Inbox:
    """Position and parked facts of one source, in one reader's schema."""

    def __init__(self, schema: str, source: str) -> None:
        self.schema = schema
        self.source = source

    async def position(self, connection: Connection) -> int:
        sql = f"select position from {self.schema}.inbox where source = $1"
        return await connection.fetchval(sql, self.source) or 0

    async def locked_position(self, connection: Connection) -> int:
        """Locks the source's row: readers of the same source take turns, however many processes there are."""
        sql = f"select position from {self.schema}.inbox where source = $1 for update"
        position: int | None = await connection.fetchval(sql, self.source)
        if position is None:
            first = f"insert into {self.schema}.inbox (source, position) values ($1, 0) on conflict do nothing"
            await connection.execute(first, self.source)
            return await self.locked_position(connection)
        return position

    async def advance(self, connection: Connection, position: int, recorded_at: datetime | None) -> None:
        sql = f"update {self.schema}.inbox set position = $2, recorded_at = coalesce($3, recorded_at) where source = $1"
        await connection.execute(sql, self.source, position, recorded_at)

    async def held_back(self, connection: Connection, streams: Iterable[str]) -> set[str]:
        """Streams with a parked fact: what follows in them must wait behind it."""
        sql = f"select distinct stream from {self.schema}.parked where source = $1 and stream = any($2::text[])"
        return {row["stream"] for row in await connection.fetch(sql, self.source, list(streams))}

    async def park(self, connection: Connection, entry: Entry, code: str, reason: str) -> None:
        try:
            fact: Fact | None = read_fact(entry.canon)
        except Refusal:
            fact = None
        stream, kind = (fact.stream, fact.type) if fact else ("?", "?")
        sql = _PARK.format(schema=self.schema)
        await connection.execute(sql, self.source, entry.position, stream, kind, entry.canon, code, reason)

    async def park_behind(self, connection: Connection, entry: Entry, fact: Fact) -> None:
        sql = _PARK.format(schema=self.schema)
        reason = "Chờ bản tin trước của cùng hồ sơ"
        await connection.execute(
            sql, self.source, entry.position, fact.stream, fact.type, entry.canon, "behind_parked", reason
        )

    async def parked_stream(self, connection: Connection, position: int) -> list[Entry]:
        """The parked facts of the stream that holds `position`, oldest first."""
        sql = (
            f"select position, canon from {self.schema}.parked where source = $1 and stream = "
            f"(select stream from {self.schema}.parked where source = $1 and position = $2) "
            "order by position for update"
        )
        rows = await connection.fetch(sql, self.source, position)
        if not rows:
            raise NotFound("parked_fact_not_found", "Không có bản tin nào đang treo ở vị trí này")
        return [Entry(row["position"], row["canon"]) for row in rows]

    async def release(self, connection: Connection, position: int) -> None:
        sql = f"delete from {self.schema}.parked where source = $1 and position = $2"
        await connection.execute(sql, self.source, position)

    async def parked(self, connection: Connection, limit: int = 200) -> list[dict[str, Any]]:
        sql = (
            f"select source, position, stream, type, code, reason, attempts, parked_at from {self.schema}.parked "
            "where source = $1 order by position limit $2"
        )
        return [dict(row) for row in await connection.fetch(sql, self.source, limit)]
