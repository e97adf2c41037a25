"""Which agencies a desk serves on a day."""

from dataclasses import dataclass
from datetime import date

from services.intake.domain.organisation.office import Office
from services.intake.queries.organisation.offices import COLUMNS, office_of
from shared.db.database import Connection

_AS_OFFICE = ", ".join(f"o.{name.strip()}" for name in COLUMNS.split(","))
_AGENCIES = f"""
select {_AS_OFFICE}, s.valid_from as served_from, s.valid_to as served_to
from intake.desk_agencies s join intake.offices o on o.code = s.agency
where s.desk = $1 and ($2::date is null or s.valid_from <= $2 and (s.valid_to is null or s.valid_to >= $2))
order by o.code, s.valid_from
"""


@dataclass(frozen=True, slots=True)
class ServedAgency:
    """An agency at a desk, with the days of the service."""

    office: Office
    valid_from: date
    valid_to: date | None


async def agencies_of(connection: Connection, desk: str, on: date | None) -> list[ServedAgency]:
    """Served that day; with None, all that ever were."""
    rows = await connection.fetch(_AGENCIES, desk, on)
    return [ServedAgency(office_of(row), row["served_from"], row["served_to"]) for row in rows]
