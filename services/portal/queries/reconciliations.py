"""Comparisons with a portal, newest first, and the dossiers that differed in one."""

from typing import Any
from uuid import UUID

from shared.db.database import Connection
from shared.errors import NotFound

_LIST = """
select number, connection, from_on, to_on, asked_by, asked_at, begun_at, ended_at,
  looked, same, missing, different, owed
from portal.reconciliations where ($1::text is null or connection = $1) and ($2::bigint is null or number < $2)
order by number desc limit $3
"""
_ONE = _LIST.replace("where ($1", "where number = $4 and ($1")
_ITEMS = """
select i.lane, l.code, l.portal_code, l.office, coalesce(o.name, l.office) as office_name, i.what, i.ours, i.theirs,
  l.state
from portal.reconciliation_items i join portal.lanes l on l.id = i.lane left join portal.offices o on o.code = l.office
where i.reconciliation = $1 and ($2::uuid is null or (i.lane, i.what) > ($2, $3)) order by i.lane, i.what limit $4
"""


async def list_reconciliations(
    connection: Connection, name: str | None, before: int | None, limit: int
) -> list[dict[str, Any]]:
    return [dict(row) for row in await connection.fetch(_LIST, name, before, limit)]


async def read_reconciliation(
    connection: Connection, number: int, after: tuple[UUID, str] | None, limit: int
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The comparison and a page of what differed. Refuses `reconciliation_not_found`."""
    row = await connection.fetchrow(_ONE, None, None, 1, number)
    if row is None:
        raise NotFound("reconciliation_not_found", "Không có lần đối soát này")
    items = await connection.fetch(_ITEMS, number, *(after or (None, None)), limit)
    return dict(row), [dict(item) for item in items]
