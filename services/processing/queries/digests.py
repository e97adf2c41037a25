"""What stands in a person's morning: his open warnings by kind, and for a head how the offices stand."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from services.processing.domain.warnings.digest import LATE, Line, OfficeView, Section, Share, in_order
from services.processing.domain.warnings.kinds import Kind
from services.processing.domain.warnings.official import Official
from services.processing.queries.warnings import MINE
from shared.db.database import Connection

_SECTIONS = f"""
with {MINE}, placed as (
  select w.dossier, w.step, w.kind, w.due_on, count(*) over (partition by w.kind) as total,
    row_number() over (partition by w.kind order by w.due_at, w.number) as place
  from mine w where w.number > $5 and ($6::text[] is null or w.kind = any($6)))
select p.kind, p.total, d.code, p.due_on, s.name as step
from placed p join processing.dossiers d on d.id = p.dossier
left join processing.steps s on s.dossier = p.dossier and s.number = p.step
where p.place <= $4 order by p.kind, p.place
"""
_OFFICE = """
with counted as (
  select grouping(w.kind) as by_person, w.kind, w.assignee, count(*) as total,
    count(*) filter (where w.kind = any($2::text[])) as late
  from processing.warnings w
  where w.quietened_at is null
    and w.office in (select code from processing.offices where reach && $1::text[])
  group by grouping sets ((w.kind), (w.assignee)))
(select c.kind, null as account, null as name, true as is_told, c.total, c.late
  from counted c where c.by_person = 0)
union all
(select null, c.assignee, f.name, coalesce(cardinality(f.media) > 0, false), c.total, c.late
  from counted c left join processing.officials f on f.account = c.assignee
  where c.by_person = 1 and c.assignee is not null and c.late > 0 order by c.late desc, c.assignee limit $3)
"""
_TOLD = "select exists (select from processing.mornings where day = $1)"
_TO_TELL = """
select account, told_through from processing.officials
where cardinality(media) > 0 and (at_once or not $3::bool) and ($1::text is null or account > $1)
order by account limit $2
"""
_NEWEST = "select coalesce(max(number), 0) from processing.warnings"


class ToTell(NamedTuple):
    """Who wants to be told, and the last warning raised when he last was."""

    account: str
    told_through: int


async def sections_of(
    connection: Connection, official: Official, lines: int, *, after: int = 0, kinds: Sequence[Kind] | None = None
) -> tuple[Section, ...]:
    """At most so many lines of each kind; the totals are those of /warnings/mine, unless newer ones are asked for."""
    values = (official.account, list(official.roles), list(official.offices), lines, after, kinds and list(kinds))
    totals: dict[Kind, int] = {}
    found: dict[Kind, list[Line]] = {}
    for row in await connection.fetch(_SECTIONS, *values):
        kind = Kind(row["kind"])
        totals[kind] = row["total"]
        found.setdefault(kind, []).append(Line(row["code"], row["due_on"], row["step"]))
    return in_order(Section(kind, totals[kind], lines) for kind, lines in found.items())


async def office_view(connection: Connection, offices: Iterable[str], shares: int) -> OfficeView:
    """Of these offices and all below; at most so many people, most that is late first."""
    rows = await connection.fetch(_OFFICE, list(offices), list(LATE), shares)
    people = [
        Share(row["account"], row["name"], row["is_told"], row["total"], row["late"]) for row in rows if row["account"]
    ]
    return OfficeView({Kind(row["kind"]): row["total"] for row in rows if row["kind"]}, people)


async def is_told(connection: Connection, day: date) -> bool:
    told: bool = await connection.fetchval(_TOLD, day)
    return told


async def people_to_tell(
    connection: Connection, after: str | None, limit: int, *, at_once: bool = False
) -> list[ToTell]:
    """Officials who want to be told, perhaps only those who want it at once; by account."""
    return [ToTell(*row) for row in await connection.fetch(_TO_TELL, after, limit, at_once)]


async def newest_warning(connection: Connection) -> int:
    newest: int = await connection.fetchval(_NEWEST)
    return newest
