"""Names of offices on the way down to one."""

from shared.db.database import Connection

_DOWN_TO = """
select above.name from stats.offices o
cross join lateral unnest(o.path) with ordinality as p(code, place) join stats.offices above on above.code = p.code
where o.code = $1 and cardinality(above.path) > 1 order by p.place
"""


async def names_down_to(connection: Connection, code: str) -> list[str]:
    """From the province down to the office; the nation is left out."""
    return [row["name"] for row in await connection.fetch(_DOWN_TO, code)]
