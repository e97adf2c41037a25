"""Published routes: added, found for what is accepted, kept in memory by their id, since none is ever changed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from asyncpg import Record

from services.processing.domain.route import Effect, PublishedRoute, Route, Stage
from services.processing.repository.part_columns import read_term, write_term
from shared.callers import Role
from shared.db.database import Connection
from shared.errors import NotFound

_COLUMNS = "r.id, r.stages, r.on_supplement, r.on_payment, r.notice_days, r.answer_days"
_BY_ID = f"select {_COLUMNS} from processing.routes r where r.id = any($1::uuid[])"
# The procedure's own before the general one, the nearest office's before those above, then the newest.
_HOLDING = f"""
select a.number, {_COLUMNS}
from unnest($1::int[], $2::text[], $3::text[], $4::date[]) as a(number, procedure, office, on_day)
join processing.offices o on o.code = a.office
cross join lateral (
  select r.*, array_position(o.path, r.office) as nearness from processing.routes r
  where (r.procedure = a.procedure or r.procedure is null) and (r.office is null or r.office = any(o.path))
    and r.valid_from <= a.on_day and (r.valid_to is null or r.valid_to >= a.on_day)
  order by r.procedure nulls last, nearness desc nulls last, r.published_at desc, r.id desc limit 1) r
"""

_ADD = """
insert into processing.routes (id, office, procedure, valid_from, valid_to, name, decision, term, stages,
  on_supplement, on_payment, notice_days, answer_days, published_at, published_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
"""
_LIST = """
select r.* from processing.routes r left join processing.offices o on o.code = r.office
where ($1::text is null or r.procedure = $1 or r.procedure is null)
  and (r.office is null or o.path && $2::text[] or exists (
    select from processing.offices mine where mine.code = any($2::text[]) and r.office = any(mine.path)))
order by r.procedure is null, r.office is null, r.published_at desc, r.id desc limit $3
"""
_ONE = "select r.* from processing.routes r where r.id = $1"


class Accepted(NamedTuple):
    """What decides which route holds."""

    procedure: str
    office: str
    on: date


class Routes:
    """The routes of this service."""

    _known: ClassVar[dict[UUID, Route]] = {}

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def by_ids(self, ids: Iterable[UUID | None]) -> Mapping[UUID, Route]:
        """Asks the database only for those that this process has not seen."""
        missing = {id for id in ids if id} - self._known.keys()
        if missing:
            for row in await self._connection.fetch(_BY_ID, list(missing)):
                self._known[row["id"]] = _route_of(row)
        return self._known

    async def holding(self, accepted: Iterable[Accepted]) -> dict[Accepted, Route]:
        """The route of each, as it is published now."""
        asked = list(dict.fromkeys(accepted))
        if not asked:
            return {}
        columns = map(list, zip(*((n, *each) for n, each in enumerate(asked)), strict=True))
        rows = await self._connection.fetch(_HOLDING, *columns)
        return {asked[row["number"]]: self._known.setdefault(row["id"], _route_of(row)) for row in rows}

    async def add(self, published: PublishedRoute) -> None:
        route, p = published.route, published
        await self._connection.execute(
            _ADD,
            *(route.id, p.office, p.procedure, p.valid_from, p.valid_to, p.name, p.decision, write_term(p.limit)),
            [_write_stage(stage) for stage in route.stages],
            *(route.on_supplement, route.on_payment, route.notice_days, route.answer_days),
            *(p.published_at, p.published_by),
        )

    async def find(self, id: UUID) -> PublishedRoute:
        row = await self._connection.fetchrow(_ONE, id)
        if row is None:
            raise NotFound("route_not_found", "Không có quy trình này")
        return _published(row)

    async def list(self, *, visible_to: Iterable[str], procedure: str | None, limit: int) -> list[PublishedRoute]:
        """Those that hold in the caller's offices, above or below them; of one procedure, or of all."""
        return [_published(row) for row in await self._connection.fetch(_LIST, procedure, list(visible_to), limit)]


def _published(row: Record) -> PublishedRoute:
    same = ("name", "decision", "procedure", "office", "valid_from", "valid_to", "published_at", "published_by")
    return PublishedRoute(_route_of(row), limit=read_term(row["term"]), **{name: row[name] for name in same})


def _route_of(row: Record) -> Route:
    return Route(
        id=row["id"],
        stages=tuple(map(_stage_of, row["stages"])),
        on_supplement=Effect(row["on_supplement"]),
        on_payment=Effect(row["on_payment"]),
        notice_days=row["notice_days"],
        answer_days=row["answer_days"],
    )


def _stage_of(written: Mapping[str, Any]) -> Stage:
    return Stage(
        number=written["number"],
        name=written["name"],
        seat=written["seat"],
        role=Role(written["role"]),
        term=read_term(written.get("term")),
        after=frozenset(written["after"]),
        is_lead=written.get("is_lead", False),
    )


def _write_stage(stage: Stage) -> dict[str, Any]:
    return {
        "number": stage.number,
        "name": stage.name,
        "seat": stage.seat,
        "role": stage.role.value,
        "term": write_term(stage.term),
        "after": sorted(stage.after),
        "is_lead": stage.is_lead,
    }
