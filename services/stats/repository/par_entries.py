"""Scores and stated ranks: only ever added; the newest of each is what holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from asyncpg import Record

from services.stats.domain.par.entry import Entry, Kind, RankEntry, Told
from services.stats.domain.par.stated_ranks import StatedRanks, Statement
from shared.db.database import Connection

_ADD_SCORES = """
insert into stats.par_scores (criteria_set, unit, year, kind, scored_at, scored_by, criterion, points, evidence)
select $1::uuid, $2::text, $3::int, $4::text, $5::timestamptz, $6::text, t.criterion, t.points, t.evidence
from unnest($7::text[], $8::numeric[], $9::text[]) with ordinality as t(criterion, points, evidence, place)
order by t.place
"""
_NEWEST = """
select distinct on (unit, criterion) unit, criterion, points from stats.par_scores
where criteria_set = $1 and year = $2 and kind = $3 order by unit, criterion, number desc
"""
_STORY = """
select * from stats.par_scores
where criteria_set = $1 and unit = $2 and ($3::int is null or year = $3) and ($4::text is null or criterion = $4)
  and ($5::bigint is null or number < $5)
order by number desc limit $6
"""
_ADD_RANK = """
insert into stats.par_statements
  (criteria_set, unit, year, criterion, rank, of_units, up_on, source, stated_at, stated_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
# A paper on one set speaks of the years of others too: all sets of that office and level together.
_RANKS = """
select distinct on (p.unit, p.criterion, p.year) p.unit, p.criterion, p.year, p.rank, p.of_units, p.up_on, p.source
from stats.par_statements p join stats.par_criteria_sets s on s.id = p.criteria_set
where s.office = $1 and s.level = $2 and p.unit = any($3::text[])
order by p.unit, p.criterion, p.year, p.number desc
"""


class ParEntries:
    """What was entered of PAR indices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add_scores(
        self, criteria_set: UUID, unit: str, year: int, kind: Kind, entries: Sequence[Entry], at: datetime, by: str
    ) -> None:
        columns = zip(*((e.criterion, e.points, e.evidence) for e in entries), strict=True)
        await self._connection.execute(_ADD_SCORES, criteria_set, unit, year, kind, at, by, *map(list, columns))

    async def points(self, criteria_set: UUID, year: int, kind: Kind) -> dict[str, dict[str, Decimal]]:
        """Of every unit, by criterion; what was made unknown again is not there."""
        found: dict[str, dict[str, Decimal]] = {}
        for row in await self._connection.fetch(_NEWEST, criteria_set, year, kind):
            if row["points"] is not None:
                found.setdefault(row["unit"], {})[row["criterion"]] = row["points"]
        return found

    async def story(
        self, criteria_set: UUID, unit: str, *, year: int | None, criterion: str | None, before: int | None, limit: int
    ) -> list[Told]:
        """Every entry there ever was, newest first."""
        rows = await self._connection.fetch(_STORY, criteria_set, unit, year, criterion, before, limit)
        return [_told(row) for row in rows]

    async def add_rank(self, criteria_set: UUID, unit: str, year: int, entry: RankEntry, at: datetime, by: str) -> None:
        ups = [[earlier, up] for earlier, up in sorted(entry.up_on.items())]
        await self._connection.execute(
            _ADD_RANK,
            *(criteria_set, unit, year, entry.criterion, entry.rank, entry.of_units, ups, entry.source, at, by),
        )

    async def ranks(self, office: str, level: str, units: Iterable[str]) -> dict[tuple[str, str], StatedRanks]:
        """By unit and criterion: all that papers say of them."""
        said: dict[tuple[str, str], list[Statement]] = {}
        for row in await self._connection.fetch(_RANKS, office, level, list(units)):
            statement = Statement(row["year"], row["rank"], dict(row["up_on"]), row["of_units"], row["source"])
            said.setdefault((row["unit"], row["criterion"]), []).append(statement)
        return {key: StatedRanks(statements) for key, statements in said.items()}


def _told(row: Record) -> Told:
    entry = Entry(row["criterion"], row["points"], row["evidence"])
    return Told(row["number"], row["unit"], row["year"], Kind(row["kind"]), entry, row["scored_at"], row["scored_by"])
