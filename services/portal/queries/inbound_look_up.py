"""A lane as a portal that asks by code may see it."""

from dataclasses import dataclass
from uuid import UUID

from shared.db.database import Connection

_FIND = """
select l.id, l.is_filing, l.procedure, coalesce(p.name, '') as name, coalesce(p.field, '') as field,
  coalesce(p.field_name, '') as field_name, coalesce(o.name, l.office) as unit,
  coalesce((l.last_record ->> 'status')::int, l.told) as status
from portal.lanes l
  left join portal.procedures p on p.connection = l.connection and p.code = l.procedure
  left join portal.offices o on o.code = l.office
where l.connection = $1 and (l.portal_code = $2 or l.code = $2) and (l.last_record is not null or l.told is not null)
order by l.is_filing limit 1
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


async def find_lane(connection: Connection, name: str, code: str) -> LaneSeen | None:
    row = await connection.fetchrow(_FIND, name, code)
    return LaneSeen(**row) if row else None
