"""The list of register books handed in, and how far each is worked off."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from services.intake.domain.register.doubts import Doubt
from services.intake.domain.register.entry import Place, Reject
from shared.db.database import Connection

PLACES = 100  # of each kind of doubt, the first that are kept
_ADD = """
insert into intake.register_imports (id, office, file_name, file_digest, file_bytes, is_committing, state, rows, done,
  imported, unchanged, doubtful, requested_by, created_at)
values ($1, $2, $3, $4, $5, $6, 'waiting', 0, 0, 0, 0, 0, $7, $8)
"""
_ADD_AGAIN = """
insert into intake.register_imports (id, office, file_name, file_digest, file_bytes, is_committing, state, rows, done,
  imported, unchanged, doubtful, requested_by, created_at)
select $1, office, file_name, file_digest, file_bytes, $2, 'waiting', 0, 0, 0, 0, 0, $3, $4
from intake.register_imports where id = $5
"""
_NEXT = """
select id, office, file_digest, is_committing, done, requested_by from intake.register_imports
where state in ('waiting', 'reading', 'writing') order by created_at, id limit 1
"""
_ADVANCE = """
update intake.register_imports set done = done + $2, imported = imported + $3, unchanged = unchanged + $4,
  doubtful = doubtful + $5, last_gid = coalesce($6, last_gid), state = 'writing' where id = $1 and state <> 'cancelled'
"""
_REJECT = """
insert into intake.register_rejects (register_import, sheet, row, reason)
select $1, * from unnest($2::text[], $3::int[], $4::text[])
"""
# Exact counts of all, places of the first: a book may be odd in every row.
_DOUBT = """
insert into intake.register_doubts as d (register_import, doubt, rows, places)
select $1, doubt, rows, places::jsonb from unnest($2::text[], $3::int[], $4::text[]) as t(doubt, rows, places)
on conflict (register_import, doubt) do update set rows = d.rows + excluded.rows,
  places = case when jsonb_array_length(d.places) < $5 then d.places || excluded.places else d.places end
"""
_CANCEL = """
update intake.register_imports set state = 'cancelled', finished_at = $2 where id = $1
  and state in ('waiting', 'reading', 'writing')
"""
_LAST_GID = "select max(gid) from intake.facts where stream = any($1::text[])"


@dataclass(frozen=True, slots=True)
class ImportJob:
    """A book that is waiting to be worked off, or was interrupted after `done` rows."""

    id: UUID
    office: str
    file_digest: str
    is_committing: bool
    done: int
    requested_by: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a batch of rows."""

    done: int
    imported: int
    unchanged: int
    rejects: Sequence[Reject]
    streams: Sequence[str]
    doubts: Sequence[tuple[Doubt, Place]] = ()


class ImportCancelled(Exception):
    """Somebody stopped the import: the batch at hand is not written."""


class RegisterImports:
    """Books in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, job: ImportJob, file_name: str, file_bytes: int, created_at: datetime) -> None:
        await self._connection.execute(
            *(_ADD, job.id, job.office, file_name, job.file_digest, file_bytes, job.is_committing),
            *(job.requested_by, created_at),
        )

    async def add_again(self, job: ImportJob, tried: UUID, created_at: datetime) -> None:
        """The same file of the same office."""
        await self._connection.execute(_ADD_AGAIN, job.id, job.is_committing, job.requested_by, created_at, tried)

    async def next(self) -> ImportJob | None:
        row: asyncpg.Record | None = await self._connection.fetchrow(_NEXT)
        return ImportJob(**row) if row else None

    async def take_up(self, job: UUID) -> None:
        """Its turn has come: a large file takes a while to open."""
        sql = "update intake.register_imports set state = 'reading' where id = $1 and state = 'waiting'"
        await self._connection.execute(sql, job)

    async def begin(self, job: UUID, rows: int) -> None:
        sql = "update intake.register_imports set state = 'reading', rows = $2 where id = $1 and state <> 'cancelled'"
        _must_go_on(await self._connection.execute(sql, job, rows))

    async def advance(self, job: UUID, tally: Tally) -> None:
        """Moves on in the transaction that wrote the rows: after a crash the next worker begins behind them."""
        gid = await self._connection.fetchval(_LAST_GID, list(tally.streams)) if tally.streams else None
        doubtful = len({place for _, place in tally.doubts})
        _must_go_on(
            await self._connection.execute(_ADVANCE, job, tally.done, tally.imported, tally.unchanged, doubtful, gid)
        )
        await self._note_doubts(job, tally.doubts)
        if tally.rejects:
            rows = [(reject.place.sheet, reject.place.row, reject.reason) for reject in tally.rejects]
            await self._connection.execute(_REJECT, job, *map(list, zip(*rows, strict=True)))

    async def _note_doubts(self, job: UUID, doubts: Sequence[tuple[Doubt, Place]]) -> None:
        by_kind: dict[str, list[dict[str, object]]] = {}
        for doubt, place in doubts:
            by_kind.setdefault(doubt.value, []).append({"sheet": place.sheet, "row": place.row})
        if by_kind:
            counts, first = map(len, by_kind.values()), [json.dumps(places[:PLACES]) for places in by_kind.values()]
            await self._connection.execute(_DOUBT, job, list(by_kind), list(counts), first, PLACES)

    async def cancel(self, job: UUID, at: datetime) -> bool:
        """Waits for the batch at hand; False where the import has already ended."""
        updated: str = await self._connection.execute(_CANCEL, job, at)
        return updated.endswith(" 1")

    async def finish(self, job: UUID, at: datetime) -> None:
        sql = "update intake.register_imports set state = 'done', rows = done, finished_at = $2 where id = $1"
        _must_go_on(await self._connection.execute(sql + " and state <> 'cancelled'", job, at))

    async def fail(self, job: UUID, reason: str, at: datetime) -> None:
        sql = "update intake.register_imports set state = 'failed', reason = $2, finished_at = $3 where id = $1"
        await self._connection.execute(sql + " and state <> 'cancelled'", job, reason, at)


def _must_go_on(updated: str) -> None:
    if updated.endswith(" 0"):
        raise ImportCancelled
