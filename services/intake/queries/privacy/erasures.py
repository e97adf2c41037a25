"""Reads the log of erasures, as far as the reader reaches."""

from collections.abc import Collection
from typing import Any

from services.intake.domain.organisation.reach import scope_of
from services.intake.domain.privacy.erasure import Erasure, Ground, Order
from shared.db.database import Connection

_COLUMNS = "e.gid, e.id, e.dossier, e.at, e.ground, e.basis, e.reason, e.erased_by"
_LIST = f"""
select {_COLUMNS} from intake.erasures e join intake.dossiers d on d.id = e.dossier
where ($1::text[] is null or exists (
    select from intake.offices o where o.code in (d.office, d.desk) and o.path && $1::text[]))
  and ($2::bigint is null or e.gid < $2)
order by e.gid desc limit $3
"""
_AFTER = f"select {_COLUMNS} from intake.erasures e where e.gid > $1 order by e.gid limit $2"
Numbered = tuple[int, Erasure]


async def list_erasures(
    connection: Connection, reach: Collection[str], after: int | None, limit: int
) -> list[Numbered]:
    """Newest first, each with its number in the log."""
    return [_numbered(row) for row in await connection.fetch(_LIST, scope_of(reach), after, limit)]


async def erasures_after(connection: Connection, gid: int, limit: int) -> list[Numbered]:
    """In the order of the log."""
    return [_numbered(row) for row in await connection.fetch(_AFTER, gid, limit)]


def _numbered(row: Any) -> Numbered:
    order = Order(Ground(row["ground"]), row["basis"], row["reason"], row["erased_by"])
    return row["gid"], Erasure(row["id"], row["dossier"], row["at"], order)
