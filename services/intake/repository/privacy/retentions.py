"""How long the people of each procedure's dossiers are kept."""

from services.intake.domain.privacy.erasure import Retention
from shared.db.database import Connection

_SAVE = """
insert into intake.retentions (procedure, months, basis, decided_on, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
on conflict (procedure) do update set months = $2, basis = $3, decided_on = $4, set_by = $5, set_at = $6
"""
_ALL = "select procedure, months, basis, decided_on, set_by, set_at from intake.retentions order by procedure"


async def save_retention(connection: Connection, retention: Retention) -> None:
    r = retention
    await connection.execute(_SAVE, r.procedure, r.months, r.basis, r.decided_on, r.set_by, r.set_at)


async def drop_retention(connection: Connection, procedure: str) -> None:
    """From now on they are kept."""
    await connection.execute("delete from intake.retentions where procedure = $1", procedure)


async def all_retentions(connection: Connection) -> list[Retention]:
    """There are as many as procedures with a rule, a few thousand at most."""
    return [Retention(**row) for row in await connection.fetch(_ALL)]
