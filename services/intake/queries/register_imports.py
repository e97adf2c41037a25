"""Reads how far a register book has been worked off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.register.entry import Place, Reject
from shared.db.database import Connection
from shared.errors import NotFound

_SHOWN = 20_000  # rejects in one answer
# The position of the last fact in intake's log: empty until the relay has numbered it.
_ONE = """
select i.id, i.office, i.file_name, i.file_digest, i.is_committing, i.state, i.reason, i.rows, i.done, i.imported,
  i.unchanged, i.created_at, i.finished_at, l.position,
  (select count(*) from intake.register_rejects r where r.register_import = i.id) as rejected_count
from intake.register_imports i
join intake.offices o on o.code = i.office and o.path && $2::text[]
left join intake.fact_log l on l.gid = i.last_gid
where i.id = $1
"""
_REJECTS = """
select sheet, row, reason from intake.register_rejects where register_import = $1 order by sheet, row limit $2
"""


@dataclass(frozen=True, slots=True)
class ImportRead:
    """A register import as it stands."""

    id: UUID
    office: str
    file_name: str
    file_digest: str
    is_committing: bool
    state: str
    reason: str | None
    rows: int
    done: int
    imported: int
    unchanged: int
    created_at: datetime
    finished_at: datetime | None
    position: int | None
    rejected_count: int


async def find_import(
    connection: Connection, id_: UUID, reach: Collection[str], shown: int = _SHOWN
) -> tuple[ImportRead, list[Reject]]:
    """Refuses an import that is not there and one of a foreign office alike."""
    row = await connection.fetchrow(_ONE, id_, list(reach))
    if row is None:
        raise NotFound("register_import_not_found", "Không có lần nạp sổ này")
    rejects = await connection.fetch(_REJECTS, id_, shown)
    return ImportRead(**row), [Reject(Place(one["row"], one["sheet"]), one["reason"]) for one in rejects]
