"""Offices as units that are measured: their names, levels and place in the tree."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.db.database import Connection
from shared.errors import NotFound

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


async def find_unit(connection: Connection, code: str) -> Unit:
    unit = (await units_by_code(connection, [code])).get(code)
    if unit is None:
        raise unit_not_found()
    return unit


def unit_not_found() -> NotFound:
    """Also for one out of reach, as if it did not exist."""
    return NotFound("office_not_found", "Không có đơn vị này trong phạm vi của anh/chị")
