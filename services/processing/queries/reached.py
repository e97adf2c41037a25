"""Offices in a caller's reach: as a part of statements, and refused where one that is named is not among them."""

from collections.abc import Iterable, Sequence

from shared.db.database import Connection
from shared.errors import NotFound

OFFICES_OF_A_PROVINCE = 2000  # one with all that it continues has fewer; beyond, a country is asked
_REACHED = "select 1 from processing.offices where code = $1 and reach && $2::text[]"


def codes_in_reach(reach: str, office: str) -> str:
    """A select of codes: those in reach, or of the named office and all below; what is given are expressions of SQL."""
    return (
        f"select code from processing.offices where reach && {reach}::text[] "
        f"and ({office}::text is null or reach @> array[{office}::text])"
    )


async def must_reach(connection: Connection, office: str | None, reach: Sequence[str]) -> None:
    """Refuses a named office out of reach as if it did not exist."""
    if office and not await connection.fetchval(_REACHED, office, list(reach)):
        raise office_not_found()


_SCOPE = f"select count(*) from ({codes_in_reach('$1', '$2')} limit $3) as offices"


async def are_more(than: int, connection: Connection, office: str | None, reach: Iterable[str]) -> bool:
    """Whether more offices than that are asked. Refuses a named office out of reach as if it did not exist."""
    count: int = await connection.fetchval(_SCOPE, list(reach), office, than + 1)
    if office and count == 0:
        raise office_not_found()
    return count > than


def office_not_found() -> NotFound:
    return NotFound("office_not_found", "Không có đơn vị này trong phạm vi của anh/chị")
