"""Questions about people: kept without the people, joined with the dossier that they were asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.portal.domain.papers.marks import LookedUp
from services.portal.domain.papers.store import Database
from shared.db.database import Connection

_ADD = """
insert into portal.lookups (id, connection, desk, procedure, database, found, digest, asked_by, asked_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
_STATE = """
insert into portal.lookup_dossiers (lookup, dossier, stated_by, stated_at)
select l.id, $2, $3, $4 from portal.lookups l where l.id = any($1::uuid[]) and l.asked_by = $3 and l.asked_at >= $5
on conflict (lookup) do nothing
"""
_OF = "select id, connection, desk, procedure from portal.lookups where id = $1 and asked_by = $2"
_DATABASES = """
select d.dossier, array_agg(distinct l.database) as databases
from portal.lookup_dossiers d join portal.lookups l on l.id = d.lookup and l.found is not null
where d.dossier = any($1::uuid[]) group by 1
"""
_FETCHED = "select distinct digest from portal.lookups where digest = any($1::text[])"
_PLACE = """
with recursive path as (
  select code, parent from portal.offices where code = $1
  union select o.code, o.parent from path p join portal.offices o on o.code = p.parent)
select array_agg(code) as path from path
"""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where and for what something was asked."""

    id: UUID
    connection: str
    desk: str
    procedure: str


class Lookups:
    """Over one transaction or a connection of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(
        self, lookup: Lookup, database: Database, found: int | None, digest: str | None, actor: str, now: datetime
    ) -> None:
        values = (lookup.id, lookup.connection, lookup.desk, lookup.procedure, database.value, found, digest)
        await self._connection.execute(_ADD, *values, actor, now)

    async def state_dossier(
        self, lookups: Collection[UUID], dossier: UUID, actor: str, now: datetime, since: datetime
    ) -> None:
        """Those that this person asked since then; what was stated before stays."""
        await self._connection.execute(_STATE, list(lookups), dossier, actor, now, since)

    async def of(self, lookup: UUID, actor: str) -> Lookup | None:
        row = await self._connection.fetchrow(_OF, lookup, actor)
        return Lookup(**row) if row else None

    async def looked_up(self, dossiers: Collection[UUID], digests: Collection[str]) -> LookedUp:
        databases = await self._connection.fetch(_DATABASES, list(dossiers))
        fetched = await self._connection.fetch(_FETCHED, list(digests))
        return LookedUp(
            {row["dossier"]: [Database(name) for name in row["databases"]] for row in databases},
            {row["digest"] for row in fetched},
        )

    async def path_of(self, office: str) -> tuple[str, ...]:
        """The office and those above it; empty where it is not known here."""
        return tuple(await self._connection.fetchval(_PLACE, office) or ())
