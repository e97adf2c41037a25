"""What moved since a cursor: each area once, by the generation that touched it last."""

from dataclasses import dataclass

from shared.db.database import Connection

_CHANGES = """
select o.code, o.name, o.level, o.parent, t.generation
from stats.touched t join stats.offices o on o.code = t.area
where t.generation >= $2 and (t.generation, t.area) > ($2, $3) and o.path @> array[$1]
order by t.generation, t.area limit $4
"""


@dataclass(frozen=True, slots=True)
class Changed:
    """An office whose figures, or those of something below it, moved. One commit is one generation."""

    code: str
    name: str
    level: str
    parent: str | None
    generation: int


async def changes_below(connection: Connection, office: str, after: tuple[int, str], limit: int) -> list[Changed]:
    """At or below the office, oldest generation first."""
    return [Changed(**dict(row)) for row in await connection.fetch(_CHANGES, office, *after, limit)]
