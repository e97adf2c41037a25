"""Names of offices, and the names on the way down to one."""

from collections.abc import Iterable

from shared.db.database import Connection

_NAMES = "select code, name from processing.offices where code = any($1::text[])"
_DOWN_TO = """
select above.name from processing.offices o
cross join lateral unnest(o.path) with ordinality as p(code, place) join processing.offices above on above.code = p.code
where o.code = $1 and cardinality(above.path) > 1 order by p.place
"""


async def names_of(connection: Connection, codes: Iterable[str]) -> dict[str, str]:
    return {row["code"]: row["name"] for row in await connection.fetch(_NAMES, list(codes))}


async def names_down_to(connection: Connection, code: str) -> list[str]:
    """From the province down to the office; the nation is left out."""
    return [row["name"] for row in await connection.fetch(_DOWN_TO, code)]
