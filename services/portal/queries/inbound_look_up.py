"""A lane as a portal that asks by code may see it."""

from dataclasses import dataclass
from uuid import UUID

from shared.db.database import Connection

_SEEN = """
select l.id, l.is_filing, l.procedure, coalesce(p.name, '') as name, coalesce(p.field, '') as field,
  coalesce(p.field_name, '') as field_name, coalesce(o.name, l.office) as unit,
  coalesce((l.last_record ->> 'status')::int, l.told) as status
from portal.lanes l
  left join portal.procedures p on p.connection = l.connection and p.code = l.procedure
  left join portal.offices o on o.code = l.office
where l.connection = $1 and {which} and (l.last_record is not null or l.told is not null)
order by l.is_filing limit 1
"""
_BY_CODE = _SEEN.replace("{which}", "(l.portal_code = $2 or l.code = $2)")
_BY_ID = _SEEN.replace("{which}", "l.id = $2")
_FILED = """
select filing from portal.inbound where connection = $1 and portal_code = $2 and filing is not null limit 1
"""


@dataclass(frozen=True, slots=True)
class LaneSeen:
    """The dossier as it stood with its last fact."""

    id: UUID
    is_filing: bool
    procedure: str
    name: str
    field: str
    field_name: str
    unit: str
    status: int


async def find_lane(connection: Connection, name: str, code: str | UUID) -> LaneSeen | None:
    """By a dossier's code, the portal's or ours, or by its id."""
    row = await connection.fetchrow(_BY_ID if isinstance(code, UUID) else _BY_CODE, name, code)
    return LaneSeen(**row) if row else None


async def filing_under(connection: Connection, name: str, code: str) -> UUID | None:
    """What was filed for the portal under this code of its own."""
    filing: UUID | None = await connection.fetchval(_FILED, name, code)
    return filing
