"""Offices as intake states them."""

from collections.abc import Iterable, Sequence

from asyncpg import Record

from services.stats.domain.organisation import Office
from shared.db.database import Connection

_AROUND = """
select code, seq, name, level, parent, valid_from, valid_to, successor, path from {schema}.offices
where path && $1::text[] or code = any($2::text[])
"""
_SAVE = """
insert into {schema}.offices (code, seq, name, level, parent, valid_from, valid_to, successor, path)
select code, seq, name, level, parent, valid_from, valid_to, successor, string_to_array(path, '/')
from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[], $8::text[], $9::text[])
  as t(code, seq, name, level, parent, valid_from, valid_to, successor, path)
on conflict (code) do update set seq = excluded.seq, name = excluded.name, level = excluded.level,
  parent = excluded.parent, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
  successor = excluded.successor, path = excluded.path
"""


class Offices:
    """The organisation of one set of books."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._around = _AROUND.format(schema=schema)
        self._save = _SAVE.format(schema=schema)

    async def around(self, codes: Iterable[str], parents: Iterable[str]) -> dict[str, Office]:
        """The offices themselves, everything below them, and their parents."""
        rows = await self._connection.fetch(self._around, list(codes), list(parents))
        return {row["code"]: _office_of(row) for row in rows}

    async def save(self, offices: Sequence[Office]) -> None:
        rows = [
            (*(o.code, o.seq, o.name, o.level, o.parent, o.valid_from, o.valid_to, o.successor), "/".join(o.path))
            for o in offices
        ]
        if rows:
            await self._connection.execute(self._save, *map(list, zip(*rows, strict=True)))


def _office_of(row: Record) -> Office:
    return Office(**{**dict(row), "path": tuple(row["path"])})
