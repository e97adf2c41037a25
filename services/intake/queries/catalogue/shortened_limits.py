"""Reads locally shortened limits: all of one procedure for the shelf, and lists."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import asyncpg

from services.intake.domain.catalogue.shortened_limit import ShortenedLimit
from shared.contracts.terms import Channel
from shared.db.database import Connection
from shared.errors import NotFound
from shared.worktime import Term, Unit

_COLUMNS = """
s.id, s.office, s.procedure, s.channel, s."when", s.term_unit, s.term_amount, s.decision, s.decided_on, s.valid_from,
s.valid_to
"""
_OF_PROCEDURE = f"select {_COLUMNS} from intake.shortened_limits s where procedure = $1 order by valid_from, id"
_ONE = f"""
select {_COLUMNS}, s.shortened_by, s.shortened_at, o.path from intake.shortened_limits s
join intake.offices o on o.code = s.office where s.id = $1
"""
_LIST = f"""
select {_COLUMNS}, s.shortened_by, s.shortened_at, o.path from intake.shortened_limits s
join intake.offices o on o.code = s.office
where ($1::text is null or o.path @> array[$1]) and ($2::text is null or s.procedure = $2)
  and ($3::date is null or ($3 between s.valid_from and coalesce(s.valid_to, 'infinity')))
  and ($4::uuid is null or s.id > $4)
order by s.id limit $5
"""
_COUNTS = """
select coalesce(o.level, '') as level, count(distinct s.procedure) as procedures
from intake.shortened_limits s join intake.offices o on o.code = s.office
where ($1::text is null or o.path @> array[$1]) and $2 between s.valid_from and coalesce(s.valid_to, 'infinity')
group by o.level
"""


@dataclass(frozen=True, slots=True)
class ShortenedRead:
    """A shortened limit with who entered it, and the path of the office it holds for."""

    limit: ShortenedLimit
    shortened_by: str
    shortened_at: datetime
    path: tuple[str, ...]


def _limit_of(row: asyncpg.Record) -> ShortenedLimit:
    return ShortenedLimit(
        id=row["id"],
        office=row["office"],
        procedure=row["procedure"],
        channel=Channel(row["channel"]) if row["channel"] else None,
        case=row["when"],
        term=Term(Unit(row["term_unit"]), row["term_amount"]),
        decision=row["decision"],
        decided_on=row["decided_on"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _read_of(row: asyncpg.Record) -> ShortenedRead:
    return ShortenedRead(_limit_of(row), row["shortened_by"], row["shortened_at"], tuple(row["path"]))


async def shortened_limits_of(connection: Connection, procedure: str) -> list[ShortenedLimit]:
    """Every one ever decided for the procedure, at any office."""
    return [_limit_of(row) for row in await connection.fetch(_OF_PROCEDURE, procedure)]


async def find_shortened_limit(connection: Connection, id_: UUID) -> ShortenedRead:
    row = await connection.fetchrow(_ONE, id_)
    if row is None:
        raise NotFound("shortened_limit_not_found", "Không có quyết định rút ngắn thời hạn này")
    return _read_of(row)


async def list_shortened_limits(
    connection: Connection,
    *,
    office: str | None,
    procedure: str | None,
    on: date | None,
    after: UUID | None,
    limit: int,
) -> list[ShortenedRead]:
    """Of an office and those below it, in the order of entry."""
    return [_read_of(row) for row in await connection.fetch(_LIST, office, procedure, on, after, limit)]


async def count_shortened(connection: Connection, office: str | None, on: date) -> dict[str, int]:
    """How many procedures have a shortened limit on the day, by the level of the office that shortened."""
    return {row["level"]: row["procedures"] for row in await connection.fetch(_COUNTS, office, on)}
