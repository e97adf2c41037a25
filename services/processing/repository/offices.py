"""Offices as intake states them: paths for who may see what, hours for the clock."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from services.processing.domain.desk_hours import desk_time
from shared.contracts.intake import OfficeRegistered
from shared.contracts.terms import HoursPart
from shared.db.database import Connection
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class StatedOffice:
    """What a fact said of an office, its number in the office's stream, and the path that follows."""

    office: OfficeRegistered
    seq: int
    path: tuple[str, ...]


# A later statement wins, whatever the order of arrival.
_SAVE = """
insert into processing.offices (code, seq, name, level, parent, path, valid_from, valid_to, successor, hours, heirs)
select *, '{}' from jsonb_to_recordset($1::jsonb) as t(code text, seq int, name text, level text, parent text,
  path text[], valid_from date, valid_to date, successor text, hours jsonb)
on conflict (code) do update set seq = excluded.seq, name = excluded.name, level = excluded.level,
  parent = excluded.parent, path = excluded.path, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
  successor = excluded.successor, hours = excluded.hours
where offices.seq < excluded.seq
"""
# Units below a unit that moved move with it.
_MOVE_BELOW = """
update processing.offices below
set path = unit.path || below.path[array_position(below.path, unit.code) + 1:]
from processing.offices unit
where unit.code = $1 and below.path @> array[$1] and below.code <> $1
"""
_PATHS = "select code, seq, path from processing.offices where code = any($1::text[])"
# The hours decided on the path of office `o`, by the office that decided.
DECIDED = """(select coalesce(jsonb_object_agg(a.code, a.hours), '{}') from processing.offices a
  where a.code = any(o.path) and a.hours <> '[]')"""
_HOURS = f"select o.code, o.path, {DECIDED} as decided from processing.offices o where o.code = any($1::text[])"


class Offices:
    """The organisation as this service keeps it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def known(self, codes: Iterable[str]) -> dict[str, tuple[int, tuple[str, ...]]]:
        """The newest statement's number and the path of those that are known."""
        rows = await self._connection.fetch(_PATHS, list(codes))
        return {row["code"]: (row["seq"], tuple(row["path"])) for row in rows}

    async def save(self, stated: Sequence[StatedOffice], moved: Iterable[str]) -> None:
        """Newest statements, one an office; `moved` are those whose path changed."""
        if stated:
            await self._connection.execute(_SAVE, [_as_json(each) for each in stated])
        for code in moved:
            await self._connection.execute(_MOVE_BELOW, code)

    async def times(self, desks: Iterable[str]) -> dict[str, WorkingTime]:
        """The working time of each desk that is known."""
        rows = await self._connection.fetch(_HOURS, list(desks))
        return {row["code"]: time_of_desk(row["path"], row["decided"]) for row in rows}


def time_of_desk(path: Sequence[str], decided: dict[str, list[Any]]) -> WorkingTime:
    """As `DECIDED` says it."""
    hours = {code: [HoursPart.model_validate(part) for part in parts] for code, parts in decided.items()}
    return desk_time(path, hours)


def _as_json(stated: StatedOffice) -> dict[str, Any]:
    body = json.loads(stated.office.model_dump_json())
    return {**body, "seq": stated.seq, "path": list(stated.path)}
