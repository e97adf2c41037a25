"""Officials and every change of what was entered for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from services.processing.domain.warnings.official import Official
from shared.callers import Role
from shared.db.database import Connection
from shared.notify.message import Medium

_WHAT = "account, name, email, phone, zalo, offices, roles, media, at_once, version, changed_at, changed_by"
_FIND = f"select id, {_WHAT} from processing.officials where account = $1"
_ENTER = f"""
insert into processing.officials ({_WHAT}, id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (account) do update set name = excluded.name, email = excluded.email, phone = excluded.phone,
  zalo = excluded.zalo, offices = excluded.offices, roles = excluded.roles, media = excluded.media,
  at_once = excluded.at_once, version = excluded.version, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by
"""
_NOTE = f"""
insert into processing.official_changes ({_WHAT}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
_TELL = "update processing.officials set told_through = $2 where account = any($1::text[]) and told_through < $2"
_THESE = f"select id, {_WHAT} from processing.officials where account = any($1::text[]) order by account"
_LOCK = "select pg_advisory_xact_lock(hashtext('motcua.processing.official.' || $1))"
_REACHED = "select code from processing.offices where code = any($1::text[]) and reach && $2::text[]"
_CHANGES = f"""
select f.id, {", ".join(f"c.{name}" for name in _WHAT.split(", "))}
from processing.official_changes c join processing.officials f using (account)
where account = $1 order by c.version desc limit $2
"""
_LIST = f"""
select id, {_WHAT} from processing.officials f
where exists (select from processing.offices o where o.code = any(f.offices) and o.reach && $1::text[]
    and ($2::text is null or o.reach @> array[$2::text]))
  and ($3::text is null or account > $3) order by account limit $4
"""


@dataclass(frozen=True, slots=True)
class Entered:
    """An official as he was entered, when and by whom. `id` is what messages to him are about."""

    id: UUID
    official: Official
    version: int
    changed_at: datetime
    changed_by: str


class Officials:
    """The officials of this service."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def locked(self, account: str) -> Entered | None:
        """Nobody else enters him until the transaction ends, also where he was never entered."""
        await self._connection.execute(_LOCK, account)
        return await self.find(account)

    async def find(self, account: str) -> Entered | None:
        row = await self._connection.fetchrow(_FIND, account)
        return _entered(row) if row else None

    async def page(
        self, office: str | None, *, visible_to: Iterable[str], after: str | None, limit: int
    ) -> list[Entered]:
        """Those with an office in reach, by account."""
        return list(map(_entered, await self._connection.fetch(_LIST, list(visible_to), office, after, limit)))

    async def changes(self, account: str, limit: int) -> list[Entered]:
        """Newest first."""
        return list(map(_entered, await self._connection.fetch(_CHANGES, account, limit)))

    async def reached(self, offices: Iterable[str], *, visible_to: Iterable[str]) -> set[str]:
        """Those of the offices that exist and lie in reach."""
        return {row["code"] for row in await self._connection.fetch(_REACHED, list(offices), list(visible_to))}

    async def these(self, accounts: Sequence[str]) -> list[Entered]:
        return list(map(_entered, await self._connection.fetch(_THESE, accounts)))

    async def note_told(self, accounts: Sequence[str], through: int) -> None:
        """They were told of all that had been raised up to that warning."""
        await self._connection.execute(_TELL, accounts, through)

    async def enter(self, entered: Entered) -> None:
        o = entered.official
        values = (
            *(o.account, o.name, o.email, o.phone, o.zalo, list(o.offices), list(o.roles), list(o.media)),
            *(o.at_once, entered.version, entered.changed_at, entered.changed_by),
        )
        await self._connection.execute(_ENTER, *values, entered.id)
        await self._connection.execute(_NOTE, *values)


def _entered(row: Record) -> Entered:
    official = Official(
        **{name: row[name] for name in ("account", "name", "email", "phone", "zalo", "at_once")},
        offices=tuple(row["offices"]),
        roles=tuple(map(Role, row["roles"])),
        media=tuple(map(Medium, row["media"])),
    )
    return Entered(row["id"], official, row["version"], row["changed_at"], row["changed_by"])
