"""Names by code, for screens whose numbers come from a service that keeps no names."""

from collections.abc import Mapping, Sequence

from shared.db.database import Connection

_OFFICES = "select code, name from intake.offices where code = any($1::text[])"
_PROCEDURES = """
select distinct on (code) code, name from intake.procedures where code = any($1::text[]) order by code, version desc
"""


async def names_of_offices(connection: Connection, codes: Sequence[str]) -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in await connection.fetch(_OFFICES, list(codes))}


async def names_of_procedures(connection: Connection, codes: Sequence[str]) -> Mapping[str, str]:
    """As last published."""
    return {row["code"]: row["name"] for row in await connection.fetch(_PROCEDURES, list(codes))}
