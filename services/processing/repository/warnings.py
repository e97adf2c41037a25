"""Warnings in their table: raised, quietened, and found by dossier."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from services.processing.domain.warnings.deserved import Warning
from services.processing.domain.warnings.kinds import Kind
from services.processing.domain.warnings.settling import Settled, Standing
from services.processing.domain.warnings.watched import Concern
from shared.callers import Role
from shared.db.database import Connection

_COLUMNS = """$1::uuid[], $2::int[], $3::text[], $4::text[], $5::date[], $6::timestamptz[], $7::text[], $8::text[],
  $9::text[], $10::timestamptz[]"""
_NEW = "t(dossier, step, topic, kind, due_on, due_at, office, role, assignee, until_at)"
# What is due today takes the place of what was due soon.
_REPLACE = """
update processing.warnings w set quietened_at = $6
from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::date[]) as t(dossier, step, topic, kind, due_on)
where w.dossier = t.dossier and w.step = t.step and w.topic = t.topic and w.quietened_at is null
  and (w.kind, w.due_on) <> (t.kind, t.due_on)
"""
_RAISE = f"""
insert into processing.warnings (dossier, step, topic, kind, due_on, due_at, office, role, assignee, until_at,
  raised_at)
select *, $11 from unnest({_COLUMNS}) as {_NEW}
on conflict (dossier, step, kind, due_on) do update set quietened_at = null, until_at = excluded.until_at,
  office = excluded.office, role = excluded.role, assignee = excluded.assignee
where warnings.quietened_at is not null
"""
# What an act has locked it settles itself: waiting for it could close a circle.
_EXPIRE = """
update processing.warnings set quietened_at = $1
where number in (
  select number from processing.warnings where quietened_at is null and until_at <= $1 limit $2 for update skip locked)
"""
_STANDING = """
select number, dossier, kind, step, due_on, office, role, assignee from processing.warnings
where dossier = any($1::uuid[]) and quietened_at is null
"""
_QUIETEN = "update processing.warnings set quietened_at = $2 where number = any($1::bigint[])"
_MOVE = """
update processing.warnings w set office = t.office, role = t.role, assignee = t.assignee
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as t(number, office, role, assignee)
where w.number = t.number
"""


class Warnings:
    """The warnings of this service."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def raise_(self, found: Sequence[tuple[UUID, Warning]], now: datetime) -> int:
        """How many were new, or open again; what stands already is left as it is."""
        if not found:
            return 0
        columns = list(map(list, zip(*(_values(dossier, warning) for dossier, warning in found), strict=True)))
        await self._connection.execute(_REPLACE, *columns[:5], now)
        return _count(await self._connection.execute(_RAISE, *columns, now))

    async def expire(self, now: datetime, limit: int) -> int:
        """Quietens what is not true any more by the clock alone; how many."""
        return _count(await self._connection.execute(_EXPIRE, now, limit))

    async def standing(self, dossiers: Iterable[UUID]) -> Mapping[UUID, list[Standing]]:
        """What is open, of those dossiers that have some."""
        found: dict[UUID, list[Standing]] = {}
        for row in await self._connection.fetch(_STANDING, list(dossiers)):
            concern = Concern(row["office"], Role(row["role"]), row["assignee"])
            standing = Standing(row["number"], Kind(row["kind"]), row["step"], row["due_on"], concern)
            found.setdefault(row["dossier"], []).append(standing)
        return found

    async def settle(self, changes: Sequence[Settled], now: datetime) -> None:
        quiet = [number for change in changes for number in change.quiet]
        moved = [(number, c.office, c.role.value, c.assignee) for change in changes for number, c in change.moved]
        if quiet:
            await self._connection.execute(_QUIETEN, quiet, now)
        if moved:
            await self._connection.execute(_MOVE, *map(list, zip(*moved, strict=True)))


def _values(dossier: UUID, warning: Warning) -> tuple[object, ...]:
    concern = warning.concern
    return (
        *(dossier, warning.step, warning.topic.value, warning.kind.value, warning.due_on, warning.due_at),
        *(concern.office, concern.role.value, concern.assignee, warning.until_at),
    )


def _count(status: str) -> int:
    return int(status.rpartition(" ")[2])
