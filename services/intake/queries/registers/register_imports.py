"""Reads how far register books have been worked off, what was refused of them and what is odd about the rest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.register.doubts import Doubt
from services.intake.domain.register.entry import Place, Reject
from shared.db.database import Connection
from shared.errors import NotFound

SHOWN = 20_000  # rejects in one answer
_REASONS, _PLACES = 200, 20  # groups of a summary, and the rows named for each
# The position of the last fact in intake's log: empty until the relay has numbered it.
_IMPORTS = """
select i.id, i.office, i.file_name, i.file_digest, i.is_committing, i.state, i.reason, i.rows, i.done, i.imported,
  i.unchanged, i.doubtful, i.created_at, i.finished_at, l.position,
  (select count(*) from intake.register_rejects r where r.register_import = i.id) as rejected_count
from intake.register_imports i
join intake.offices o on o.code = i.office and o.reach && $1::text[]
left join intake.fact_log l on l.gid = i.last_gid
"""
_ONE = _IMPORTS + " where i.id = $2"
_LIST = (
    _IMPORTS
    + """
where $2::timestamptz is null or (i.created_at, i.id) < ($2, $3::uuid)
order by i.created_at desc, i.id desc limit $4
"""
)
_REJECTS = """
select sheet, row, reason from intake.register_rejects where register_import = $1 order by sheet, row limit $2
"""
# Reasons quote the cell, another row or a day: without those, rows of one kind have one reason.
_BY_REASON = r"""
select regexp_replace(reason, '“[^”]*”|dòng \d+|\d\d/\d\d/\d{4}', '…', 'g') as reason, count(*) as rows,
  (array_agg(sheet order by sheet, row))[1:$2] as sheets, (array_agg(row order by sheet, row))[1:$2] as places
from intake.register_rejects where register_import = $1 group by 1 order by 2 desc, 1 limit $3
"""
_DOUBTS = """
select doubt, rows, places from intake.register_doubts where register_import = $1 order by rows desc, doubt
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
    doubtful: int
    created_at: datetime
    finished_at: datetime | None
    position: int | None
    rejected_count: int


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of one kind: how many, and where the first of them stand."""

    reason: str
    rows: int
    places: list[Place]


async def find_import(
    connection: Connection, id_: UUID, reach: Collection[str], shown: int = SHOWN
) -> tuple[ImportRead, list[Reject]]:
    """Refuses an import that is not there and one of a foreign office alike."""
    row = await connection.fetchrow(_ONE, list(reach), id_)
    if row is None:
        raise NotFound("register_import_not_found", "Không có lần nạp sổ này")
    rejects = await connection.fetch(_REJECTS, id_, shown)
    return ImportRead(**row), [Reject(Place(one["row"], one["sheet"]), one["reason"]) for one in rejects]


async def list_imports(
    connection: Connection, *, reach: Collection[str], before: tuple[datetime, UUID] | None, limit: int
) -> list[ImportRead]:
    """Newest first."""
    at, id_ = before or (None, None)
    return [ImportRead(**row) for row in await connection.fetch(_LIST, list(reach), at, id_, limit)]


async def rejects_by_reason(connection: Connection, id_: UUID) -> list[RowGroup]:
    """The commonest first; what a reason quotes is left out of it."""
    found = await connection.fetch(_BY_REASON, id_, _PLACES, _REASONS)
    return [
        RowGroup(
            row["reason"],
            row["rows"],
            [Place(number, sheet) for number, sheet in zip(row["places"], row["sheets"], strict=True)],
        )
        for row in found
    ]


async def doubts_of_import(connection: Connection, id_: UUID) -> dict[Doubt, RowGroup]:
    return {
        Doubt(row["doubt"]): RowGroup(row["doubt"], row["rows"], [Place(**place) for place in row["places"][:_PLACES]])
        for row in await connection.fetch(_DOUBTS, id_)
    }
