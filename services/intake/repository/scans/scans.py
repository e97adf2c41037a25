"""The list of scans: what is kept under which key, who uploaded it, and what may be removed from the store."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.intake.domain.organisation.reach import scope_of
from services.intake.vault.scan_keys import open_scan_key, seal_scan_key
from services.intake.vault.vault import Vault, key_number
from shared.db.database import Connection

LOOSE_FOR = timedelta(hours=24)
ARRIVING_FOR = timedelta(hours=1)  # longer than any store takes for 20 MB
_NOT_YET_SWEPT = timedelta(minutes=5)

_KNOWN = "update intake.scans set wanted_at = greatest(wanted_at, $2) where digest = $1 returning size, type, pages"
_UPLOAD = """
insert into intake.scan_uploads as u (digest, desk, uploaded_by, uploaded_at) values ($1, $2, $3, $4)
on conflict (digest, desk) do update set uploaded_at = greatest(u.uploaded_at, excluded.uploaded_at)
returning xmax = 0 as is_new
"""
_ADD = """
with arrived as (delete from intake.scan_leftovers where object = $2 and due_at > $9 returning object)
insert into intake.scans (digest, object, size, type, pages, key_sealed, key_number, is_loose, made_at, wanted_at)
select $1, object, $3, $4, $5, $6, $7, true, $8, $8 from arrived on conflict (digest) do nothing
"""
_EXPECT = """
insert into intake.scan_leftovers as l (object, due_at) values ($1, $2)
on conflict (object) do update set due_at = excluded.due_at
"""
# What was wanted within the hour (all that was just uploaded) is only read: the sweep is a day behind.
_WANTED = """
with touched as (
  update intake.scans set wanted_at = $3
  where digest = any($1::text[]) and wanted_at < $3::timestamptz - interval '1 hour'
  returning digest)
select digest from intake.scans s where digest = any($1::text[])
  and (wanted_at >= $3::timestamptz - interval '1 hour' or digest in (select digest from touched))
  and ($2::text[] is null or exists (
    select from intake.scan_uploads u join intake.offices o on o.code = u.desk and o.path && $2::text[]
    where u.digest = s.digest))
"""
# Whoever changes links (the trigger too) locks the scans first, in this order: so no two wait for one another.
_LOCK = "select from intake.scans where digest = any($1::text[]) order by digest for update"
_LINK = """
insert into intake.scan_links (owner, digest) select $1, digest from unnest($2::text[]) as digest order by digest
on conflict do nothing
"""
_HELD = "update intake.scans set is_loose = false where is_loose and digest = any($1::text[])"
_LINKED = "select digest from intake.scan_links where owner = $1"
_UNLINK = "delete from intake.scan_links where owner = $1"
_FREE = """
update intake.scans s set is_loose = true where digest = any($1::text[])
  and not exists (select from intake.scan_links l where l.digest = s.digest)
"""
# `wanted_at` is looked at again on the locked row: what somebody was about to refer to a moment ago stays.
_DROP = """
with old as (
  select digest from intake.scans s where is_loose and wanted_at < $1 and ($2::text[] is null or digest = any($2))
    and not exists (select from intake.scan_links l where l.digest = s.digest)
  order by wanted_at limit $4 for update skip locked),
gone as (delete from intake.scans where digest in (select digest from old) returning object),
noted as (insert into intake.scan_leftovers (object, due_at) select object, $3 from gone on conflict do nothing)
select object from gone
"""
_STALE = """
select digest, key_sealed from intake.scans where key_number < $1 or key_number > $1
order by digest limit $2 for update skip locked
"""
_RESEAL = "update intake.scans set key_sealed = $2, key_number = $3 where digest = $1 and key_sealed = $4"


@dataclass(frozen=True, slots=True)
class Kept:
    """A scan as the answer to its upload names it."""

    digest: str
    size: int
    type: str
    pages: int | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """Whose upload it is, and when."""

    desk: str
    by: str
    at: datetime


class Scans:
    """Scans in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def again(self, digest: str, upload: Upload) -> Kept | None:
        """A content that is kept already, now this desk's too. It is new to a desk that had not uploaded it."""
        row = await self._connection.fetchrow(_KNOWN, digest, upload.at)
        if row is None:
            return None
        return Kept(digest, row["size"], row["type"], row["pages"], await self._note(digest, upload))

    async def expect(self, name: str, due_at: datetime) -> None:
        """Notes an object before it is put into the store: if nothing follows, the sweep removes it."""
        await self._connection.execute(_EXPECT, name, due_at)

    async def add(self, kept: Kept, name: str, sealed_key: bytes, upload: Upload, now: datetime) -> bool:
        """False where the same content was added meanwhile, or the object is so late that the sweep may be at it.

        The object is then left to be removed.
        """
        added = await self._connection.execute(
            *(_ADD, kept.digest, name, kept.size, kept.type, kept.pages),
            *(sealed_key, key_number(sealed_key), now, now + _NOT_YET_SWEPT),
        )
        if added == "INSERT 0 0":
            await self.expect(name, now)
            return False
        await self._note(kept.digest, upload)
        return True

    async def want(self, digests: Collection[str], reach: Collection[str], now: datetime) -> set[str]:
        """Those that a desk in reach uploaded; from now on the sweep leaves them alone for a day."""
        rows = await self._connection.fetch(_WANTED, list(digests), scope_of(reach), now)
        return {row["digest"] for row in rows}

    async def link(self, owner: UUID, digests: Collection[str]) -> None:
        """For what is no dossier (those are linked by their papers)."""
        await self._connection.execute(_LOCK, list(digests))
        await self._connection.execute(_LINK, owner, list(digests))
        await self._connection.execute(_HELD, list(digests))

    async def drop_loose(self, before: datetime, now: datetime, limit: int) -> list[str]:
        """Scans that nobody referred to since: their objects are left to be removed."""
        rows = await self._connection.fetch(_DROP, before, None, now, limit)
        return [row["object"] for row in rows]

    async def leftovers(self, now: datetime, limit: int) -> list[str]:
        sql = "select object from intake.scan_leftovers where due_at <= $1 order by due_at limit $2"
        return [row["object"] for row in await self._connection.fetch(sql, now, limit)]

    async def forget(self, name: str, now: datetime) -> None:
        """After an object was removed."""
        await self._connection.execute(
            "delete from intake.scan_leftovers where object = $1 and due_at <= $2", name, now
        )

    async def _note(self, digest: str, upload: Upload) -> bool:
        is_new: bool = await self._connection.fetchval(_UPLOAD, digest, upload.desk, upload.by, upload.at)
        return is_new


async def unlink_scans(connection: Connection, owner: UUID, now: datetime) -> int:
    """Erasure: a dossier's scans go, except those that another one refers to or that somebody uploaded today.

    The rows and with them the keys are gone with the transaction, so nobody can open the objects any more; the sweep
    removes these within the hour. Empty the papers before: a trigger links what they name. How many scans were dropped.
    """
    digests = [row["digest"] for row in await connection.fetch(_LINKED, owner)]
    await connection.execute(_LOCK, digests)
    await connection.execute(_UNLINK, owner)
    await connection.execute(_FREE, digests)
    return len(await connection.fetch(_DROP, now - LOOSE_FOR, digests, now, len(digests)))


async def reseal_scans(connection: Connection, vault: Vault, limit: int) -> int:
    """Seals the keys of up to `limit` scans under the current ring key; 0 where none lies under another one."""
    rows = await connection.fetch(_STALE, vault.current, limit)
    for row in rows:
        key = open_scan_key(vault, row["digest"], row["key_sealed"])
        sealed = seal_scan_key(vault, row["digest"], key)
        await connection.execute(_RESEAL, row["digest"], sealed, key_number(sealed), row["key_sealed"])
    return len(rows)


async def count_scans_by_key(connection: Connection) -> dict[int, int]:
    """Keys of scans by the ring key they lie under."""
    rows = await connection.fetch("select key_number, count(*) as keys from intake.scans group by 1")
    return {row["key_number"]: row["keys"] for row in rows}
