"""What is kept of desks besides the offices they are: agencies they serve, and the duties of their people."""

from services.intake.domain.organisation.desk_agency import Served
from services.intake.domain.organisation.desk_duty import Duty, Rank
from shared.db.database import Connection

_LOCK = "select from intake.offices where code = $1 for no key update"
_SERVED = """
select desk, agency, valid_from, valid_to from intake.desk_agencies
where desk = $1 and agency = $2 order by valid_from
"""
_SERVE = """
insert into intake.desk_agencies (desk, agency, valid_from, valid_to) values ($1, $2, $3, $4)
on conflict (desk, agency, valid_from) do update set valid_to = excluded.valid_to
"""
_DUTIES = """
select id, desk, person, group_name, fields, rank, valid_from, valid_to, decided_by, decided_at
from intake.desk_duties where desk = $1 order by valid_from, decided_at, id
"""
_ASSIGN = """
insert into intake.desk_duties (id, desk, person, group_name, fields, rank, valid_from, valid_to, decided_by,
  decided_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""


class Desks:
    """Desks in one transaction; who writes locks the desk before reading what is known."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def lock(self, desk: str) -> None:
        """Acts at a desk take turns. Receipts keep nothing of them in memory, so nothing else has to hear of it."""
        await self._connection.execute(_LOCK, desk)

    async def served(self, desk: str, agency: str) -> list[Served]:
        return [Served(**row) for row in await self._connection.fetch(_SERVED, desk, agency)]

    async def serve(self, served: Served) -> None:
        values = (served.desk, served.agency, served.valid_from, served.valid_to)
        await self._connection.execute(_SERVE, *values)

    async def duties(self, desk: str) -> list[Duty]:
        """Every act ever decided, oldest first."""
        rows = await self._connection.fetch(_DUTIES, desk)
        return [Duty(**{**row, "fields": tuple(row["fields"]), "rank": Rank(row["rank"])}) for row in rows]

    async def assign(self, duty: Duty) -> None:
        await self._connection.execute(
            *(_ASSIGN, duty.id, duty.desk, duty.person, duty.group_name, list(duty.fields), duty.rank.value),
            *(duty.valid_from, duty.valid_to, duty.decided_by, duty.decided_at),
        )
