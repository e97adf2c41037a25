"""Writes offices, their aliases and their hours, and moves the catalogue's version with each change."""

from collections.abc import Sequence
from datetime import datetime

from services.intake.domain.organisation.desk_hours import HoursAct
from services.intake.domain.organisation.office import Alias, Office
from shared.db.database import Connection
from shared.text import fold

_SAVE = """
insert into intake.offices (code, name, folded, level, parent, valid_from, valid_to, successor, code_prefix, path,
  kind, heirs)
select code, name, folded, level, parent, valid_from, valid_to, successor, code_prefix, string_to_array(path, '/'),
  kind, '{}'
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[], $8::text[],
  $9::text[], $10::text[], $11::text[])
  as t(code, name, folded, level, parent, valid_from, valid_to, successor, code_prefix, path, kind)
on conflict (code) do update set name = excluded.name, folded = excluded.folded, level = excluded.level,
  parent = excluded.parent, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
  successor = excluded.successor, code_prefix = excluded.code_prefix, path = excluded.path, kind = excluded.kind
"""
_SAVE_ALIASES = """
insert into intake.office_aliases (alias, office, valid_from, valid_to)
select * from unnest($1::text[], $2::text[], $3::date[], $4::date[])
on conflict (alias, office) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to
where (office_aliases.valid_from, office_aliases.valid_to)
  is distinct from (excluded.valid_from, excluded.valid_to)
"""
_SAVE_HOURS = "insert into intake.office_hours (office, valid_from, sessions, decided_at) values ($1, $2, $3, $4)"
BUMP = "update intake.catalogue_version set version = version + 1"


class Offices:
    """Offices in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def lock_catalogue(self) -> None:
        """Changes to organisations take turns, and what receipts keep in memory becomes stale."""
        await self._connection.execute(BUMP)

    async def save(self, offices: Sequence[Office]) -> None:
        """Parents before children; any number in one statement."""
        rows = [
            (
                *(o.code, o.name, fold(o.name), o.level.value, o.parent, o.valid_from, o.valid_to),
                *(o.successor, o.code_prefix, "/".join(o.path), o.kind.value),
            )
            for o in offices
        ]
        if rows:
            await self._connection.execute(_SAVE, *map(list, zip(*rows, strict=True)))

    async def save_aliases(self, aliases: Sequence[Alias]) -> None:
        rows = [(a.alias, a.office, a.valid_from, a.valid_to) for a in aliases]
        if rows:
            await self._connection.execute(_SAVE_ALIASES, *map(list, zip(*rows, strict=True)))

    async def add_hours(self, office: str, act: HoursAct, decided_at: datetime) -> None:
        sessions = [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in act.sessions]
        await self._connection.execute(_SAVE_HOURS, office, act.valid_from, sessions, decided_at)
