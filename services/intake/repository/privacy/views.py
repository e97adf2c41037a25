"""Writes the log of who saw what. One statement, its own commit: what is not written down is not shown."""

from datetime import datetime

from services.intake.domain.privacy.views import View
from shared.db.database import Connection

_ADD = """
insert into intake.views (at, subject, roles, offices, dossier, what, rows, asked)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_EXPORTED = """
select coalesce(sum(rows), 0)::bigint from intake.views where subject = $1 and at >= $2 and what = 'export'
"""
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('motcua.intake.export'), hashtext($1))"


async def write_view(connection: Connection, view: View) -> None:
    v = view
    await connection.execute(
        *(_ADD, v.at, v.subject, list(v.roles), list(v.offices), v.dossier, v.what.value, v.rows, v.asked),
    )


async def rows_exported(connection: Connection, subject: str, since: datetime) -> int:
    rows: int = await connection.fetchval(_EXPORTED, subject, since)
    return rows


async def lock_exports(connection: Connection, subject: str) -> None:
    """Until the transaction ends: two exports of a person at once must not both fit into the same day."""
    await connection.execute(_ONE_AT_A_TIME, subject)
