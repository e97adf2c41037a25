"""The days on which people were told in the morning."""

from datetime import date, datetime

from shared.db.database import Connection

_NOTE = "insert into processing.mornings (day, told_at, people) values ($1, $2, $3) on conflict do nothing"


class Mornings:
    """One row a day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(self, day: date, told_at: datetime, people: int) -> None:
        """That everybody was told."""
        await self._connection.execute(_NOTE, day, told_at, people)
