"""Open warnings: those that are a person's, those of offices; page by page, and counted by the same rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from services.processing.queries.reached import codes_in_reach, must_reach
from shared.db.database import Connection

# What nobody was given concerns whoever has the role at that office; where nobody there can be told, the nearest above.
# An ended office's reach leads on to its heirs. `offset 0`: office by office along the index, however many there are.
_COLUMNS = "w.number, w.dossier, w.step, w.kind, w.due_on, w.due_at, w.office, w.role, w.assignee, w.raised_at"
_MINE = f"""seats as (
  select o.code, r.role from processing.offices o cross join unnest({{roles}}) as r(role)
  where o.reach && {{offices}} and not exists (
    select from processing.officials f
    where f.account <> {{account}} and r.role = any(f.roles) and cardinality(f.media) > 0 and f.offices && o.reach[1 +
      (select max(p.place) from unnest(o.reach) with ordinality as p(code, place) where p.code = any({{offices}})):])),
mine as (
  select {_COLUMNS} from processing.warnings w where w.quietened_at is null and w.assignee = {{account}}
  union all
  select w.* from seats s cross join lateral (
    select {_COLUMNS} from processing.warnings w
    where w.office = s.code and w.role = s.role and w.quietened_at is null and w.assignee is null offset 0) w)"""


def mine(account: str, roles: str, offices: str) -> str:
    """Common table expressions of an account's open warnings; what is given are expressions of SQL."""
    return _MINE.format(account=account, roles=roles, offices=offices)


_UNIT = f"""offices as ({codes_in_reach("$3", "{office}")}),
mine as (
  select {_COLUMNS} from processing.warnings w
  where w.quietened_at is null and w.office in (select code from offices)
    and ($1::text is null or w.assignee = $1) and ($2::text[] is null or w.role = any($2)))"""
_OF_KIND = "($4::text is null or w.kind = $4)"
_PAGE = f"""
with {{whose}}, found as (
  select * from mine w where {_OF_KIND}
    and ($5::bigint is null or (w.due_at, w.number) > ($6::timestamptz, $5))
  order by w.due_at, w.number limit $7)
select w.*, d.code, d.version, d.procedure, d.state, s.name as step_name
from found w join processing.dossiers d on d.id = w.dossier
left join processing.steps s on s.dossier = w.dossier and s.number = w.step
order by w.due_at, w.number
"""
_COUNTS = f"""
with {{whose}}
select w.kind, count(*) from mine w where {_OF_KIND} group by w.kind
"""


class WarningPlace(NamedTuple):
    """Where the page before ended."""

    due_at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose warnings: a person's (`account` with the roles he has), or those of offices, perhaps of one assignee."""

    offices: frozenset[str]
    account: str | None = None
    roles: frozenset[str] | None = None
    office: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class OpenWarning:
    """One line. `step` 0 is the dossier as a whole."""

    number: int
    dossier: UUID
    step: int
    kind: str
    due_on: date
    due_at: datetime
    office: str
    role: str
    assignee: str | None
    raised_at: datetime
    code: str
    version: int
    procedure: str
    state: str
    step_name: str | None

    @property
    def place(self) -> WarningPlace:
        return WarningPlace(self.due_at, self.number)


async def open_warnings(
    connection: Connection, wanted: Wanted, after: WarningPlace | None, limit: int
) -> list[OpenWarning]:
    """Earliest due first; an office out of reach is refused as if it did not exist."""
    place = (after.number, after.due_at) if after else (None, None)
    sql, values = _statement(_PAGE, wanted, (*await _values(connection, wanted), *place, limit))
    rows = await connection.fetch(sql, *values)
    return [OpenWarning(**row) for row in rows]


async def count_warnings(connection: Connection, wanted: Wanted) -> dict[str, int]:
    """By kind; each equals its list."""
    sql, values = _statement(_COUNTS, wanted, await _values(connection, wanted))
    rows = await connection.fetch(sql, *values)
    return {row["kind"]: row["count"] for row in rows}


def _statement(sql: str, wanted: Wanted, values: tuple[object, ...]) -> tuple[str, tuple[object, ...]]:
    """A person's has no office to choose; offices' has it as its last value."""
    if wanted.roles is not None:
        return sql.format(whose=mine("$1", "$2::text[]", "$3::text[]")), values
    return sql.format(whose=_UNIT.format(office=f"${len(values) + 1}")), (*values, wanted.office)


async def _values(connection: Connection, wanted: Wanted) -> tuple[object, ...]:
    w, reach = wanted, list(wanted.offices)
    await must_reach(connection, w.office, reach)
    return (w.account, list(w.roles) if w.roles is not None else None, reach, w.kind)


_OF_DOSSIER = """
select number, step, kind, due_on, due_at, office, role, assignee, raised_at, quietened_at from processing.warnings
where dossier = $1 order by number
"""


@dataclass(frozen=True, slots=True)
class RaisedWarning:
    """One that a dossier had, open or quiet."""

    number: int
    step: int
    kind: str
    due_on: date
    due_at: datetime
    office: str
    role: str
    assignee: str | None
    raised_at: datetime
    quietened_at: datetime | None


async def warnings_of_dossier(connection: Connection, dossier: UUID) -> Iterable[RaisedWarning]:
    return [RaisedWarning(**row) for row in await connection.fetch(_OF_DOSSIER, dossier)]
