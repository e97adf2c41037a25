"""Reads the log of who saw what, only as far as the reader reaches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.intake.domain.organisation.reach import scope_of
from shared.db.database import Connection
from shared.errors import NotFound
from shared.ids import as_uuid

# A view of a dossier is read by who reaches the dossier; a search or an export by who reaches an office of the one
# who made it.
_LIST = """
select v.gid, v.at, v.subject, v.roles, v.what, v.dossier, d.code, v.rows, v.asked
from intake.views v left join intake.dossiers d on d.id = v.dossier
where ($1::text[] is null or exists (
    select from intake.offices o where o.path && $1::text[]
      and o.code = any(case when v.dossier is null then v.offices else array[d.office, d.desk] end)))
  and ($2::uuid is null or v.dossier = $2) and ($3::text is null or v.subject = $3)
  and v.at >= $4 and v.at < $5 and ($6::bigint is null or v.gid < $6)
order by v.gid desc limit $7
"""
_DOSSIER = """
select d.id from intake.dossiers d where (d.code = $2 or d.id = $3) and ($1::text[] is null or exists (
  select from intake.offices o where o.code in (d.office, d.desk) and o.path && $1::text[]))
"""
_ALWAYS = (datetime.fromisoformat("1900-01-01T00:00:00+00:00"), datetime.fromisoformat("2200-01-01T00:00:00+00:00"))


@dataclass(frozen=True, slots=True)
class ViewRead:
    """A line of the log; `code` is the dossier's."""

    gid: int
    at: datetime
    subject: str
    roles: list[str]
    what: str
    dossier: UUID | None
    code: str | None
    rows: int | None
    asked: dict[str, Any] | None


async def list_views(
    connection: Connection,
    reach: Collection[str],
    *,
    dossier: UUID | None = None,
    subject: str | None = None,
    between: tuple[datetime, datetime] = _ALWAYS,
    after: int | None,
    limit: int,
) -> list[ViewRead]:
    """Newest first."""
    rows = await connection.fetch(_LIST, scope_of(reach), dossier, subject, *between, after, limit)
    return [ViewRead(**row) for row in rows]


async def find_dossier_id(connection: Connection, id_or_code: str, reach: Collection[str]) -> UUID:
    """The id alone, for who may know that a dossier is there without reading it."""
    id_: UUID | None = await connection.fetchval(_DOSSIER, scope_of(reach), id_or_code, as_uuid(id_or_code))
    if id_ is None:
        raise NotFound("dossier_not_found", "Không có hồ sơ này, hoặc hồ sơ không thuộc đơn vị của tài khoản")
    return id_
