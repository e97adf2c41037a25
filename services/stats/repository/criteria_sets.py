"""Published sets of criteria: added, found, and the one that holds for a year. Points lie in JSON as text, exactly."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from asyncpg import Record

from services.stats.domain.par.criteria import Band, CriteriaSet, Criterion
from services.stats.domain.ranking import RankedBy
from shared.db.database import Connection
from shared.errors import NotFound

_ADD = """
insert into stats.par_criteria_sets
  (id, office, level, first_year, last_year, title, paper, criteria, bands, published_at, published_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
# Whoever is measured by a set, or sets it, may read it: units below its office as well as offices above.
_SEEN = """
exists (select from stats.offices o where o.code = s.office and (o.path && $1::text[] or exists (
  select from stats.offices mine where mine.code = any($1::text[]) and o.code = any(mine.path))))
"""
_ONE = f"select s.* from stats.par_criteria_sets s where s.id = $2 and {_SEEN}"
_LIST = f"""
select s.* from stats.par_criteria_sets s
where {_SEEN} and ($2::text is null or s.office = $2) and ($3::text is null or s.level = $3)
  and ($4::int is null or ($4 >= s.first_year and coalesce($4 <= s.last_year, true)))
order by s.published_at desc, s.id desc limit $5
"""
# One that was scored in that year before one that was not, then the newest.
_HOLDING = """
select s.* from stats.par_criteria_sets s
where s.office = $1 and s.level = $2 and $3 >= s.first_year and coalesce($3 <= s.last_year, true)
order by exists (select from stats.par_scores p where p.criteria_set = s.id and p.year = $3) desc,
  s.published_at desc, s.id desc limit 1
"""


class CriteriaSets:
    """The sets of criteria of this service."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, s: CriteriaSet) -> None:
        bands = [[band.name, str(band.from_percent)] for band in s.bands]
        await self._connection.execute(
            _ADD,
            *(s.id, s.office, s.level, s.first_year, s.last_year, s.title, s.paper, _written(s.whole), bands),
            *(s.published_at, s.published_by),
        )

    async def find(self, id: UUID, *, visible_to: Iterable[str]) -> CriteriaSet:
        """Refuses `criteria_set_not_found`, also for one out of reach."""
        row = await self._connection.fetchrow(_ONE, list(visible_to), id)
        if row is None:
            raise NotFound("criteria_set_not_found", "Không có bộ tiêu chí này trong phạm vi của anh/chị")
        return _set_of(row)

    async def list(
        self, *, visible_to: Iterable[str], office: str | None, level: str | None, year: int | None, limit: int
    ) -> list[CriteriaSet]:
        rows = await self._connection.fetch(_LIST, list(visible_to), office, level, year, limit)
        return [_set_of(row) for row in rows]

    async def holding(self, office: str, level: str, year: int) -> CriteriaSet | None:
        """The set by which units were measured in a year."""
        row = await self._connection.fetchrow(_HOLDING, office, level, year)
        return _set_of(row) if row else None


def _set_of(row: Record) -> CriteriaSet:
    bands = tuple(Band(name, Decimal(bound)) for name, bound in row["bands"])
    same = {name: value for name, value in row.items() if name not in {"criteria", "bands"}}
    return CriteriaSet(**same, whole=_read(row["criteria"]), bands=bands)


def _written(criterion: Criterion) -> dict[str, Any]:
    return {
        "code": criterion.code,
        "name": criterion.name,
        "maximum": None if criterion.maximum is None else str(criterion.maximum),
        "parts": [_written(part) for part in criterion.parts],
        "is_whole": criterion.is_whole,
        "figure": criterion.figure,
    }


def _read(written: Mapping[str, Any]) -> Criterion:
    return Criterion(
        code=written["code"],
        name=written["name"],
        maximum=None if written["maximum"] is None else Decimal(written["maximum"]),
        parts=tuple(map(_read, written["parts"])),
        is_whole=written["is_whole"],
        figure=RankedBy(written["figure"]) if written["figure"] else None,
    )
