"""Dossiers and their acts in one transaction: found for a caller, locked, added and saved in bulk."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from services.processing.domain.deed import Acted
from services.processing.domain.dossier import Dossier
from services.processing.domain.reach import Reach
from services.processing.repository.dossier_columns import FIXED, MOVING, dossier_of, fixed_values, moving_values
from services.processing.repository.offices import DECIDED, time_of_desk
from services.processing.repository.recording import cast, unnested, write_record
from services.processing.repository.routes import Routes
from services.processing.repository.step_columns import AGGREGATE
from services.processing.repository.step_rows import StepRows
from shared.db.database import Connection
from shared.errors import Conflict, NotFound
from shared.messaging.ledger import Link, chain_end
from shared.worktime.working_time import WorkingTime

_ALL = {**FIXED, **MOVING}


_COLUMNS = ", ".join([*(f"d.{name}" for name in _ALL), AGGREGATE])
# One statement for any number of dossiers: a register book of 300,000 rows comes in runs of 200 facts.
_ADD = (
    f"insert into processing.dossiers ({', '.join(_ALL)}) "
    f"select {', '.join(cast(_ALL, name) for name in _ALL)} from {unnested(_ALL, 1)}"
)
# What an act needs besides: the desk's hours, the end of the chain its fact goes on, the newest version on record.
_OF_DESK = f"""(select o.path from processing.offices o where o.code = d.desk) as desk_path,
  (select {DECIDED} from processing.offices o where o.code = d.desk) as desk_hours"""
_CHAIN_END = chain_end("processing", "'dossier:' || d.id")
_RECORDED = "(select max(version) from processing.transitions t where t.dossier = d.id)"
# An ended office's desk is its heir's.
_IS_DESK = """exists (select from processing.offices desk where desk.code = d.desk
    and (desk.heirs && $2::text[] or cardinality(desk.heirs) = 0 and desk.path && $2::text[]))"""
# Who works on it sees it: the competent office, the desk that took it in, offices with a step. An ended office's people
# read on what went to another.
_FIND = f"""
select {_COLUMNS}, {_OF_DESK}, {_CHAIN_END} as chain_end, {_RECORDED} as recorded,
  o.name as office_name, o.reach && $2::text[] as is_competent,
  {_IS_DESK} as is_desk,
  array(select distinct s.office from processing.steps s join processing.offices part on part.code = s.office
    where s.dossier = d.id and part.reach && $2::text[]) as parts
from processing.dossiers d join processing.offices o on o.code = d.office
where {{key}} = $1 and (o.reach && $2::text[]
  or {_IS_DESK}
  or exists (select from processing.steps s join processing.offices part on part.code = s.office
    where s.dossier = d.id and part.reach && $2::text[])
  or exists (select from jsonb_array_elements(d.moves) as m(move) join processing.offices was on was.code = m.move ->> 1
    where was.path && $2::text[]))
"""
# Locked first, read then: a statement that waits for a dossier sees the rest, its steps too, as it was before.
_LOCK = "select d.id from processing.dossiers d where d.id = any($1::uuid[]) order by d.id for update"
_READ = f"select {_COLUMNS} from processing.dossiers d where d.id = any($1::uuid[]) order by d.id"
# An act that is going on settles its dossier's warnings itself: what it has locked is looked at the next time.
_LOCK_AT_REST = "select d.id from processing.dossiers d where d.id = any($1::uuid[]) for share of d skip locked"
# Open at the moment their office ended, as far as is known now; a late entry may still say otherwise.
_LEFT_BEHIND = """
select d.id from processing.dossiers d join processing.successions s on s.office = d.office
where (d.office = any($1::text[]) or d.id = any($2::uuid[]))
  and (d.ended_at is null or d.ended_at >= greatest(
    s.on_day::timestamp at time zone 'Asia/Ho_Chi_Minh', d.accepted_at, (d.moves -> -1 ->> 0)::timestamptz))
order by d.id limit $3 for update of d
"""
_TAKEN = "select code, id from processing.dossiers where code = any($1::text[])"


class Dossiers:
    """The dossiers of this service."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._routes = Routes(connection)
        self._steps = StepRows(connection)
        self.times: dict[str, WorkingTime] = {}
        self.chain_ends: dict[str, Link] = {}

    async def find(self, ref: UUID | str, *, visible_to: Iterable[str]) -> Dossier:
        """By id or code, where an office that works or worked on it is in reach; refuses as if it did not exist."""
        return (await self.reached(ref, visible_to=visible_to))[0]

    async def reached(self, ref: UUID | str, *, visible_to: Iterable[str]) -> tuple[Dossier, Reach]:
        """As `find`, with what the caller reaches of it; also notes the working time of its desk."""
        return await self._with_reach(await self._row(ref, visible_to, ""))

    async def locked(self, ref: UUID | str, *, visible_to: Iterable[str]) -> tuple[Dossier, Reach]:
        """As `reached`; nobody else acts on it until the transaction ends.

        Also notes the end of its chain of facts.
        """
        row = await self._row(ref, visible_to, "for update of d")
        if row["recorded"] != row["version"]:  # waited for another act: the rest of the row was read before it
            row = await self._row(ref, visible_to, "for update of d")
        if end := row["chain_end"]:
            self.chain_ends[f"dossier:{row['id']}"] = Link(*end)
        return await self._with_reach(row)

    async def _row(self, ref: UUID | str, visible_to: Iterable[str], lock: str) -> Record:
        key = "d.id" if isinstance(ref, UUID) else "d.code"
        row = await self._connection.fetchrow(_FIND.replace("{key}", key) + lock, ref, list(visible_to))
        if row is None:
            raise NotFound("dossier_not_found", "Không có hồ sơ này trong phạm vi của anh/chị")
        return row

    async def _with_reach(self, row: Record) -> tuple[Dossier, Reach]:
        if row["desk_path"]:
            self.times[row["desk"]] = time_of_desk(row["desk_path"], row["desk_hours"])
        reach = Reach(row["is_competent"], row["is_desk"], frozenset(row["parts"]), row["office_name"])
        return (await self._read([row]))[0], reach

    async def _read(self, rows: Sequence[Record]) -> list[Dossier]:
        routes = await self._routes.by_ids({row["route"] for row in rows})
        dossiers = [dossier_of(row, routes.get(row["route"])) for row in rows]
        self._steps.note(dossiers)
        return dossiers

    async def left_behind(self, offices: Iterable[str], ids: Iterable[UUID], limit: int) -> list[Dossier]:
        """Of these offices and dossiers, what an ended office still has though its successor should; locked."""
        left = await self._connection.fetch(_LEFT_BEHIND, list(offices), list(ids), limit)
        return await self._locked_first(left)

    async def known(self, ids: Iterable[UUID]) -> dict[UUID, Dossier]:
        """Those of the ids that are on file, locked in one order."""
        locked = await self._connection.fetch(_LOCK, list(ids))
        return {dossier.matter.id: dossier for dossier in await self._locked_first(locked)}

    async def _locked_first(self, locked: Sequence[Record]) -> list[Dossier]:
        if not locked:
            return []
        return await self._read(await self._connection.fetch(_READ, [row["id"] for row in locked]))

    async def at_rest(self, ids: Iterable[UUID]) -> list[Dossier]:
        """Those of the ids that nobody acts on at the moment, nor will until the transaction ends."""
        return await self._locked_first(await self._connection.fetch(_LOCK_AT_REST, list(ids)))

    async def owners_of_codes(self, codes: Iterable[str]) -> dict[str, UUID]:
        return {row["code"]: row["id"] for row in await self._connection.fetch(_TAKEN, list(codes))}

    async def record(
        self,
        new: Sequence[Dossier],
        old: Sequence[tuple[Dossier, int]],
        acts: Sequence[Acted],
        recorded_at: datetime,
    ) -> None:
        """New dossiers, others each with the version it had before, and the history, one row an act.

        Refuses where somebody else was faster.
        """
        if new:
            rows = [(*fixed_values(d), *moving_values(d)) for d in new]
            await self._connection.execute(_ADD, *map(list, zip(*rows, strict=True)))
        saved = [(d.matter.id, expected, *moving_values(d)) for d, expected in old]
        steps = await self._steps.changes([*new, *(dossier for dossier, _ in old)])
        if await write_record(self._connection, saved, steps, acts, recorded_at) != len(saved):
            raise Conflict("version_conflict", "Hồ sơ vừa được người khác cập nhật; hãy mở lại rồi làm tiếp")
