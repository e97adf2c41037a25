"""Dossiers as last told: found by id, written newest version first, and read through in one pass."""

from collections.abc import AsyncIterator, Iterable, Sequence
from uuid import UUID

from services.stats.domain.dossier import Dossier
from services.stats.repository.dossier_columns import COLUMNS, KEPT, arrays, casts, dossier_of, row_of
from shared.db.database import Connection

_SELECT = f"select {', '.join(KEPT)} from {{schema}}.dossiers"
# One statement for a whole run of facts. A row is never overwritten by an older version.
_SAVE = f"""
insert into {{schema}}.dossiers as d ({", ".join(COLUMNS)})
select {casts()} from unnest({arrays()}) as t({", ".join(COLUMNS)})
on conflict (id) do update set {", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "id")}
where d.version < excluded.version
"""
_AT_ONCE = 2_000


class Dossiers:
    """The dossiers of one set of books."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._select = _SELECT.format(schema=schema)
        self._save = _SAVE.format(schema=schema)

    async def known(self, ids: Iterable[UUID]) -> dict[UUID, Dossier]:
        rows = await self._connection.fetch(f"{self._select} where id = any($1::uuid[])", list(ids))
        return {row["id"]: dossier_of(row) for row in rows}

    async def save(self, dossiers: Sequence[Dossier]) -> None:
        if dossiers:
            await self._connection.execute(self._save, *map(list, zip(*map(row_of, dossiers), strict=True)))

    async def read_through(self) -> AsyncIterator[list[Dossier]]:
        """All of them in batches, in flat memory (inside a transaction)."""
        cursor = await self._connection.cursor(self._select)
        while rows := await cursor.fetch(_AT_ONCE):
            yield [dossier_of(row) for row in rows]
