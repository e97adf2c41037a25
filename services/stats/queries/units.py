"""Offices as units that are measured: their names, levels and place in the tree."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.stats.domain.par.criteria import CriteriaSet
from services.stats.queries.offices import office_not_found
from shared.db.database import Connection
from shared.errors import Conflict

_UNITS = "select code, name, level, path from stats.offices where code = any($1::text[])"


@dataclass(frozen=True, slots=True)
class Unit:
    """`path` runs from the root to the unit itself."""

    code: str
    name: str
    level: str
    path: tuple[str, ...]


async def units_by_code(connection: Connection, codes: Iterable[str]) -> dict[str, Unit]:
    rows = await connection.fetch(_UNITS, list(codes))
    return {row["code"]: Unit(row["code"], row["name"], row["level"], tuple(row["path"])) for row in rows}


async def find_unit(connection: Connection, code: str, *, visible_to: Iterable[str]) -> Unit:
    """Refuses `office_not_found`, also for one out of reach, as if it did not exist."""
    unit = (await units_by_code(connection, [code])).get(code)
    if unit is None or set(visible_to).isdisjoint(unit.path):
        raise office_not_found()
    return unit


async def find_measured(connection: Connection, code: str, criteria: CriteriaSet, *, visible_to: Iterable[str]) -> Unit:
    """A unit that the set is for. Refuses `office_not_found`, `unit_not_in_set`."""
    unit = await find_unit(connection, code, visible_to=visible_to)
    if unit.level != criteria.level or criteria.office not in unit.path[:-1]:
        raise Conflict("unit_not_in_set", "Bộ tiêu chí này không dành cho đơn vị đó")
    return unit
