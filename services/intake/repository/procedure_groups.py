"""Groups of interlinked procedures in one transaction."""

from shared.db.database import Connection

_SAVE = """
insert into intake.procedure_groups as known (code, name, basis) values ($1, $2, $3)
on conflict (code) do update set name = excluded.name, basis = excluded.basis
where (known.name, known.basis) is distinct from (excluded.name, excluded.basis) returning code
"""


class ProcedureGroups:
    """Names of groups; their members say so themselves, version by version."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def save(self, code: str, name: str, basis: str) -> bool:
        """Whether anything changed."""
        return await self._connection.fetchrow(_SAVE, code, name, basis) is not None
