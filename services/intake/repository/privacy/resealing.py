"""How far a walk over a sealed place has come under the present key: a row that moves with the walk's transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.db.database import Connection

_BEGIN = """
insert into intake.resealing as r (place, key, walked, changed, started_at) values ($1, $2, 0, 0, clock_timestamp())
on conflict (place) do update set key = $2, walked_to = null, walked = 0, changed = 0,
  started_at = clock_timestamp(), finished_at = null where r.key <> $2
"""
_READ = "select walked_to, finished_at from intake.resealing where place = $1 and key = $2"
_ADVANCE = """
update intake.resealing set walked_to = $2, walked = walked + $3, changed = changed + $4 where place = $1
"""
_FINISH = "update intake.resealing set finished_at = clock_timestamp() where place = $1"
_AGAIN = "update intake.resealing set walked_to = null, finished_at = null where place = any($1) and key = $2"
_WALKS = "select place, key, walked, changed, started_at, finished_at from intake.resealing order by place"


@dataclass(frozen=True, slots=True)
class WalkRead:
    """A walk as it stands: rows looked at, rows written anew."""

    place: str
    key: int
    walked: int
    changed: int
    started_at: datetime
    finished_at: datetime | None


class Walk:
    """One place under one key, in the transaction that does the work."""

    def __init__(self, connection: Connection, place: str, key: int) -> None:
        self._connection = connection
        self._place = place
        self._key = key

    async def begin(self) -> tuple[UUID | None, bool]:
        """Behind which id to go on (none: from the start), and whether the walk is over. A new key begins anew."""
        row = await self._connection.fetchrow(_READ, self._place, self._key)
        if row:  # asked once a second for ever: where all is done, nothing is written
            return row["walked_to"], row["finished_at"] is not None
        await self._connection.execute(_BEGIN, self._place, self._key)
        return None, False

    async def advance(self, to: UUID, walked: int, changed: int) -> None:
        await self._connection.execute(_ADVANCE, self._place, to, walked, changed)

    async def finish(self) -> None:
        await self._connection.execute(_FINISH, self._place)


async def read_walks(connection: Connection) -> list[WalkRead]:
    return [WalkRead(**row) for row in await connection.fetch(_WALKS)]


async def walk_again(connection: Connection, places: list[str], key: int) -> None:
    """For what a program wrote under an older key behind a walk's back."""
    await connection.execute(_AGAIN, places, key)
