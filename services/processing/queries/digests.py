"""What stands in a person's morning: his open warnings by kind, and for a head how the offices stand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from services.processing.domain.warnings.digest import LATE, Line, OfficeView, Section, Share, in_order
from services.processing.domain.warnings.kinds import Kind
from services.processing.queries.warnings import mine
from shared.db.database import Connection

_SECTIONS = f"""
select t.account, m.*
from processing.officials t cross join lateral (
  with {mine("t.account", "t.roles", "t.offices")}, placed as (
    select w.dossier, w.step, w.kind, w.due_on, count(*) over (partition by w.kind) as total,
      row_number() over (partition by w.kind order by w.due_at, w.number) as place
    from mine w where (not $3::bool or w.number > t.told_through) and w.kind = any($4::text[]))
  select p.kind, p.total, d.code, p.due_on, s.name as step, p.place
  from placed p join processing.dossiers d on d.id = p.dossier
  left join processing.steps s on s.dossier = p.dossier and s.number = p.step
  where p.place <= $2) m
where t.account = any($1::text[]) order by t.account, m.kind, m.place
"""
_OFFICES = """
select t.account as head, v.*
from processing.officials t cross join lateral (
  with counted as (
    select grouping(w.kind) as by_person, w.kind, w.assignee, count(*) as total,
      count(*) filter (where w.kind = any($2::text[])) as late
    from processing.offices o cross join lateral (
      select w.kind, w.assignee from processing.warnings w
      where w.office = o.code and w.quietened_at is null offset 0) w
    where o.reach && t.offices
    group by grouping sets ((w.kind), (w.assignee)))
  (select c.kind, null as account, null as name, true as is_told, c.total, c.late
    from counted c where c.by_person = 0)
  union all
  (select null, c.assignee, f.name, coalesce(cardinality(f.media) > 0, false), c.total, c.late
    from counted c left join processing.officials f on f.account = c.assignee
    where c.by_person = 1 and c.assignee is not null and c.late > 0 order by c.late desc, c.assignee limit $3)) v
where t.account = any($1::text[])
"""
_TOLD = "select exists (select from processing.mornings where day = $1)"
_TO_TELL = """
select account from processing.officials
where cardinality(media) > 0 and (at_once or not $3::bool) and ($1::text is null or account > $1)
order by account limit $2
"""
_NEWEST = "select coalesce(max(number), 0) from processing.warnings"


async def sections_of(
    connection: Connection, accounts: Sequence[str], lines: int, kinds: Iterable[Kind], *, only_new: bool = False
) -> Mapping[str, Sequence[Section]]:
    """Of those who have some: at most so many lines of each kind, in the order in which people are told.

    The totals are those of /warnings/mine; `only_new` leaves out what was raised before they were last told.
    """
    totals: dict[tuple[str, Kind], int] = {}
    found: dict[str, dict[Kind, list[Line]]] = {}
    for row in await connection.fetch(_SECTIONS, accounts, lines, only_new, list(kinds)):
        account, kind = row["account"], Kind(row["kind"])
        totals[account, kind] = row["total"]
        line = Line(row["code"], row["due_on"], row["step"])
        found.setdefault(account, {}).setdefault(kind, []).append(line)
    return {
        account: in_order(Section(kind, totals[account, kind], lines) for kind, lines in sections.items())
        for account, sections in found.items()
    }


async def office_views(connection: Connection, heads: Sequence[str], shares: int) -> Mapping[str, OfficeView]:
    """Of their offices and all below, where there is something; at most so many people, most that is late first."""
    counts: dict[str, dict[Kind, int]] = {}
    people: dict[str, list[Share]] = {}
    for row in await connection.fetch(_OFFICES, heads, list(LATE), shares):
        if row["kind"]:
            counts.setdefault(row["head"], {})[Kind(row["kind"])] = row["total"]
        else:
            share = Share(row["account"], row["name"], row["is_told"], row["total"], row["late"])
            people.setdefault(row["head"], []).append(share)
    return {head: OfficeView(of_kind, people.get(head, ())) for head, of_kind in counts.items()}


async def is_told(connection: Connection, day: date) -> bool:
    told: bool = await connection.fetchval(_TOLD, day)
    return told


async def accounts_to_tell(
    connection: Connection, after: str | None, limit: int, *, at_once: bool = False
) -> list[str]:
    """Of those who want to be told, perhaps only those who want it at once; in their order."""
    return [row["account"] for row in await connection.fetch(_TO_TELL, after, limit, at_once)]


async def newest_warning(connection: Connection) -> int:
    newest: int = await connection.fetchval(_NEWEST)
    return newest
