"""Dossiers and their acts in one transaction: found for a caller, locked, added and saved in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from services.processing.domain.deed import Acted
from services.processing.domain.dossier import Dossier
from services.processing.domain.reach import Reach
from services.processing.repository.details import write_details
from services.processing.repository.dossier_columns import FIXED, MOVING, dossier_of, fixed_values, moving_values
from services.processing.repository.routes import Routes
from services.processing.repository.step_columns import AGGREGATE
from services.processing.repository.step_rows import StepRows
from shared.db.database import Connection
from shared.errors import Conflict, NotFound

_ALL = {**FIXED, **MOVING}


def _array(number: int, kind: str) -> str:
    return f"${number}::{'text' if kind == 'jsonb' else kind}[]"  # jsonb goes as text: one cast instead of a codec call


def _unnest(columns: Mapping[str, str]) -> str:
    arrays = ", ".join(_array(n, kind) for n, kind in enumerate(columns.values(), start=1))
    return f"unnest({arrays}) as t({', '.join(columns)})"


def _cast(name: str) -> str:
    return f"t.{name}::jsonb" if _ALL[name] == "jsonb" else f"t.{name}"


_COLUMNS = ", ".join([*(f"d.{name}" for name in _ALL), AGGREGATE])
# One statement for any number of dossiers: a register book of 300,000 rows comes in runs of 200 facts.
_ADD = f"insert into processing.dossiers ({', '.join(_ALL)}) select {', '.join(map(_cast, _ALL))} from {_unnest(_ALL)}"
_SAVED = {"id": "uuid", "expected": "int", **MOVING}
_SAVE = (
    f"update processing.dossiers d set {', '.join(f'{name} = {_cast(name)}' for name in MOVING)} "
    f"from {_unnest(_SAVED)} where d.id = t.id and d.version = t.expected"
)
_APPEND = """
insert into processing.transitions (dossier, version, act, from_state, to_state, actor, happened_at, recorded_at,
  reason_code, note, evidence, warnings, details, due_at, due_on)
select dossier, version, act, from_state, to_state, actor, happened_at, $8, reason_code, note, evidence,
  string_to_array(warnings, ' '), details::jsonb, due_at, due_on
from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
  $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[],
  $15::date[])
  as t(dossier, version, act, from_state, to_state, actor, happened_at, reason_code, note, evidence, warnings, details,
  due_at, due_on)
"""
# An ended office's desk is its heir's.
_IS_DESK = """exists (select from processing.offices desk where desk.code = d.desk
    and (desk.heirs && $2::text[] or cardinality(desk.heirs) = 0 and desk.path && $2::text[]))"""
# Who works on it sees it: the competent office, the desk that took it in, offices with a step. An ended office's people
# read on what went to another.
_FIND = f"""
select {_COLUMNS}, o.name as office_name, o.reach && $2::text[] as is_competent,
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
_KNOWN = f"select {_COLUMNS} from processing.dossiers d where d.id = any($1::uuid[]) order by d.id for update"
# An act that is going on settles its dossier's warnings itself: what it has locked is looked at the next time.
_AT_REST = f"select {_COLUMNS} from processing.dossiers d where d.id = any($1::uuid[]) for share of d skip locked"
# Open at the moment their office ended, as far as is known now; a late entry may still say otherwise.
_LEFT_BEHIND = f"""
select {_COLUMNS} from processing.dossiers d join processing.successions s on s.office = d.office
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

    async def find(self, ref: UUID | str, *, visible_to: Iterable[str]) -> Dossier:
        """By id or code, where an office that works or worked on it is in reach; refuses as if it did not exist."""
        return (await self.reached(ref, visible_to=visible_to))[0]

    async def reached(self, ref: UUID | str, *, visible_to: Iterable[str]) -> tuple[Dossier, Reach]:
        """As `find`, with what the caller reaches of it."""
        return await self._find(ref, visible_to, "")

    async def locked(self, ref: UUID | str, *, visible_to: Iterable[str]) -> tuple[Dossier, Reach]:
        """As `reached`; nobody else acts on it until the transaction ends."""
        return await self._find(ref, visible_to, "for update of d")

    async def _find(self, ref: UUID | str, visible_to: Iterable[str], lock: str) -> tuple[Dossier, Reach]:
        key = "d.id" if isinstance(ref, UUID) else "d.code"
        row = await self._connection.fetchrow(_FIND.format(key=key) + lock, ref, list(visible_to))
        if row is None:
            raise NotFound("dossier_not_found", "Không có hồ sơ này trong phạm vi của anh/chị")
        reach = Reach(row["is_competent"], row["is_desk"], frozenset(row["parts"]), row["office_name"])
        return (await self._read([row]))[0], reach

    async def _read(self, rows: Sequence[Record]) -> list[Dossier]:
        routes = await self._routes.by_ids({row["route"] for row in rows})
        dossiers = [dossier_of(row, routes.get(row["route"])) for row in rows]
        self._steps.note(dossiers)
        return dossiers

    async def left_behind(self, offices: Iterable[str], ids: Iterable[UUID], limit: int) -> list[Dossier]:
        """Of these offices and dossiers, what an ended office still has though its successor should; locked."""
        rows = await self._connection.fetch(_LEFT_BEHIND, list(offices), list(ids), limit)
        return await self._read(rows)

    async def known(self, ids: Iterable[UUID]) -> dict[UUID, Dossier]:
        """Those of the ids that are on file, locked in one order."""
        rows = await self._connection.fetch(_KNOWN, list(ids))
        return {dossier.matter.id: dossier for dossier in await self._read(rows)}

    async def at_rest(self, ids: Iterable[UUID]) -> list[Dossier]:
        """Those of the ids that nobody acts on at the moment, nor will until the transaction ends."""
        return await self._read(await self._connection.fetch(_AT_REST, list(ids)))

    async def owners_of_codes(self, codes: Iterable[str]) -> dict[str, UUID]:
        return {row["code"]: row["id"] for row in await self._connection.fetch(_TAKEN, list(codes))}

    async def add(self, dossiers: Sequence[Dossier]) -> None:
        if dossiers:
            rows = [(*fixed_values(d), *moving_values(d)) for d in dossiers]
            await self._connection.execute(_ADD, *map(list, zip(*rows, strict=True)))
            await self._steps.save(dossiers)

    async def save(self, dossiers: Sequence[tuple[Dossier, int]]) -> None:
        """Each with the version it had before; refuses where somebody else was faster."""
        if not dossiers:
            return
        rows = [(d.matter.id, expected, *moving_values(d)) for d, expected in dossiers]
        done = await self._connection.execute(_SAVE, *map(list, zip(*rows, strict=True)))
        if done != f"UPDATE {len(rows)}":
            raise Conflict("version_conflict", "Hồ sơ vừa được người khác cập nhật; hãy mở lại rồi làm tiếp")
        await self._steps.save([dossier for dossier, _ in dossiers])

    async def append_acts(self, acts: Sequence[Acted], recorded_at: datetime) -> None:
        """The history, one row an act."""
        if acts:
            columns = list(map(list, zip(*map(_act_values, acts), strict=True)))
            await self._connection.execute(_APPEND, *columns[:7], recorded_at, *columns[7:])


def _act_values(acted: Acted) -> tuple[object, ...]:
    dossier, deed = acted.dossier, acted.deed
    return (
        *(dossier.matter.id, dossier.version, deed.act, acted.from_state, dossier.state, deed.actor, deed.happened_at),
        *(deed.reason_code, deed.note, deed.evidence, " ".join(acted.warnings), write_details(deed)),
        *((acted.due.due_at, acted.due.due_on) if acted.due else (None, None)),
    )
