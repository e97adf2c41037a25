"""Which offices continue which: both maps, asked from either side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.intake.domain.organisation.office import Office
from services.intake.domain.organisation.succession import Succession
from services.intake.queries.organisation.offices import COLUMNS, office_of
from shared.db.database import Connection

_AS_OFFICE = ", ".join(f"o.{name.strip()}" for name in COLUMNS.split(","))
_SUCCESSORS = f"""
select {_AS_OFFICE}, s.from_on, s.is_whole, s.is_default
from intake.office_successions s join intake.offices o on o.code = s.successor
where s.office = $1 order by s.is_default desc, o.code
"""
_PREDECESSORS = f"""
select {_AS_OFFICE}, s.from_on, s.is_whole, s.is_default
from intake.office_successions s join intake.offices o on o.code = s.office
where s.successor = $1 order by o.level, o.code
"""
_DEFAULTS = """
select office, successor, from_on as "on", is_whole, is_default
from intake.office_successions where is_default and office = any($1::text[]) order by office
"""
_IN_FORCE = f"""
select {COLUMNS} from intake.offices
where path @> array[$1::text] and valid_from <= $2 and (valid_to is null or valid_to >= $2)
order by cardinality(path), code
"""


@dataclass(frozen=True, slots=True)
class Relative:
    """An office before or after another, from which day, whether with all of the old one, and whether by default."""

    office: Office
    on: date
    is_whole: bool
    is_default: bool


async def successors_of(connection: Connection, code: str) -> list[Relative]:
    return await _relatives(connection, _SUCCESSORS, code)


async def predecessors_of(connection: Connection, code: str) -> list[Relative]:
    return await _relatives(connection, _PREDECESSORS, code)


async def _relatives(connection: Connection, sql: str, code: str) -> list[Relative]:
    rows = await connection.fetch(sql, code)
    return [Relative(office_of(row), row["from_on"], row["is_whole"], row["is_default"]) for row in rows]


async def default_successions(connection: Connection, codes: Sequence[str]) -> list[Succession]:
    """Of those of the offices that ended with a successor, in order of code."""
    return [Succession(**row) for row in await connection.fetch(_DEFAULTS, list(codes))]


async def offices_under(connection: Connection, code: str, on: date) -> list[Office]:
    """The office and all below it that were in force that day, parents first."""
    return [office_of(row) for row in await connection.fetch(_IN_FORCE, code, on)]
