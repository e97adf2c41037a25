"""Numbers of papers: one row an office, year and form, counted in the transaction of the act, so without gaps."""

from shared.db.database import Connection

_NEXT = """
insert into processing.paper_numbers (office, year, form, last) values ($1, $2, $3, 1)
on conflict (office, year, form) do update set last = paper_numbers.last + 1 returning last
"""


class PaperNumbers:
    """The counters of this service's papers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def next(self, office: str, year: int, form: str) -> int:
        number: int = await self._connection.fetchval(_NEXT, office, year, form)
        return number
