"""Offices by name, and the codes they have at the portal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.portal.domain.outbound.told import Agency
from shared.contracts.intake import OfficeRegistered
from shared.db.database import Connection

_KEEP = """
insert into portal.offices (code, name, level, parent)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent
"""
_AGENCIES = """
select distinct on (a.office) a.office, coalesce(o.name, '') as name, a.new, a.old
from portal.agencies a left join portal.offices o on o.code = a.office
where a.office = any($1::text[]) and a.valid_from <= $2 order by a.office, a.valid_from desc
"""
_NAMES = "select code, name from portal.offices where code = any($1::text[])"
_SET = """
insert into portal.agencies (office, valid_from, connection, new, old, set_by, set_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (office, valid_from) do update set connection = $3, new = $4, old = $5, set_by = $6, set_at = $7
"""
_MAPPED = "select office, valid_from, connection, new, old from portal.agencies"
_LISTED = """
select a.office, o.name as office_name, a.valid_from, a.connection, a.new, a.old, a.set_by, a.set_at
from portal.agencies a left join portal.offices o on o.code = a.office order by a.office, a.valid_from desc
"""
_WITHOUT = """
with recursive under as (
  select code, name, level, parent from portal.offices where code = $1
  union all select o.code, o.name, o.level, o.parent from portal.offices o join under u on o.parent = u.code)
select code as office, name as office_name, level from under u
where not exists (select from portal.agencies a where a.office = u.code and a.valid_from <= $2) order by code limit $3
"""
# What waited for want of a code may be told at once, by the portal that the office belongs to now.
_WAKE = """
update portal.lanes set next_at = $2, connection = $3 where desk = $1 and state in ('blocked', 'ready')
  and leased_until is null
"""


@dataclass(frozen=True, slots=True)
class Mapped:
    """An office with its codes from a day on."""

    office: str
    valid_from: date
    connection: str
    new: str
    old: str | None


class Offices:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, offices: Sequence[OfficeRegistered]) -> None:
        """The newest of each."""
        newest = {office.code: office for office in offices}
        columns = [(o.code, o.name, o.level.value, o.parent) for o in newest.values()]
        if columns:
            await self._connection.execute(_KEEP, *map(list, zip(*columns, strict=True)))

    async def agencies(self, offices: Iterable[str], on: date) -> dict[str, Agency]:
        rows = await self._connection.fetch(_AGENCIES, list(offices), on)
        return {row["office"]: Agency(row["office"], row["name"], row["new"], row["old"]) for row in rows}

    async def names(self, offices: Iterable[str]) -> dict[str, str]:
        return {row["code"]: row["name"] for row in await self._connection.fetch(_NAMES, list(offices))}

    async def mapped(self) -> list[Mapped]:
        return [Mapped(*row) for row in await self._connection.fetch(_MAPPED)]

    async def listed(self) -> list[dict[str, Any]]:
        return [dict(row) for row in await self._connection.fetch(_LISTED)]

    async def without_code(self, under: str, on: date, limit: int) -> list[dict[str, Any]]:
        """Offices from this one down that the portal has no name for; empty also where the office is not known."""
        return [dict(row) for row in await self._connection.fetch(_WITHOUT, under, on, limit)]

    async def set(self, mapped: Mapped, actor: str, now: datetime) -> None:
        await self._connection.execute(
            _SET, mapped.office, mapped.valid_from, mapped.connection, mapped.new, mapped.old, actor, now
        )
        await self._connection.execute(_WAKE, mapped.office, now, mapped.connection)
