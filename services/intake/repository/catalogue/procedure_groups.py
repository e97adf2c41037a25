"""Groups of interlinked procedures in one transaction."""

from shared.db.database import Connection

_SAVE = """
insert into intake.procedure_groups (code, name, basis) values ($1, $2, $3)
on conflict (code) do update set name = excluded.name, basis = excluded.basis
"""


class ProcedureGroups:
    """Names of groups; their members say so themselves, version by version."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def find(self, code: str) -> tuple[str, str] | None:
        """Name and legal basis."""
        sql = "select name, basis from intake.procedure_groups where code = $1"
        row = await self._connection.fetchrow(sql, code)
        return (row["name"], row["basis"]) if row else None

    async def save(self, code: str, name: str, basis: str) -> None:
        await self._connection.execute(_SAVE, code, name, basis)
