"""Lists lanes and tells one with its entries and what people did to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.db.database import Connection
from shared.errors import NotFound
from shared.ids import as_uuid

_LINE = """
l.id, l.is_filing, l.connection, l.code, l.portal_code, l.office, coalesce(o.name, l.office) as office_name,
l.procedure, l.state, l.is_there, l.told, l.next_at, l.newest_at
"""
_HEAD = """
left join lateral (select seq, kind, state, noted_at, attempts, tried_at, last_class, last_code, last_text
  from portal.entries where lane = l.id and state not in ('merged', 'acked', 'skipped') order by seq limit 1) h on true
"""
_LIST = f"""
select {_LINE}, h.seq as head_seq, h.kind as head_kind, h.state as head_state, h.attempts as head_attempts,
  h.last_class, h.last_code, h.last_text,
  (select count(*) from portal.entries where lane = l.id and state not in ('merged', 'acked', 'skipped')) as waiting
from portal.lanes l left join portal.offices o on o.code = l.office {_HEAD}
where ($1::text is null or l.connection = $1) and l.state = any($2::text[])
  and ($3::text is null or h.last_code = $3) and ($4::text is null or h.state = $4)
  and ($5::text is null or l.desk = $5) and ($6::text is null or l.procedure = $6)
  and ($7::timestamptz is null or (l.newest_at, l.id) < ($7, $8::uuid))
order by l.newest_at desc, l.id desc limit $9
"""
_FIND = f"""
select {_LINE} from portal.lanes l left join portal.offices o on o.code = l.office
where l.id = $1 or l.code = $2 or l.portal_code = $2 order by l.is_filing limit 1
"""
_ENTRIES = """
select seq, kind, state, shot, noted_at, attempts, tried_at, settled_at, last_class, last_code, last_text
from portal.entries where lane = $1 order by seq
"""
_ACTS = "select number, seq, act, reason, actor, at from portal.lane_acts where lane = $1 order by number"
_COUNTS = """
select l.connection, l.state, count(*) as lanes,
  min(l.newest_at) filter (where l.state in ('ready', 'blocked', 'held')) as oldest
from portal.lanes l group by 1, 2 order by 1, 2
"""
_UNSETTLED = """
select l.connection, e.state, count(*) as entries, min(e.noted_at) as oldest
from portal.entries e join portal.lanes l on l.id = e.lane
where e.state not in ('merged', 'acked', 'skipped') group by 1, 2
"""
_HEADS = """
select l.connection, h.state, count(*) as lanes, min(h.noted_at) as oldest
from (select distinct on (lane) lane, state, noted_at from portal.entries
  where state not in ('merged', 'acked', 'skipped') order by lane, seq) h
join portal.lanes l on l.id = h.lane group by 1, 2
"""
_GAPS = """
select g.*, o.name as about_name from (
  select l.connection, h.last_code as code, case h.last_code
      when 'office_not_mapped' then l.desk when 'procedure_not_at_portal' then l.procedure end as about,
    count(*) as lanes, min(h.noted_at) as oldest
  from portal.lanes l join lateral (select last_code, noted_at from portal.entries
    where lane = l.id and state = 'blocked' order by seq limit 1) h on true
  where l.state = 'blocked' group by 1, 2, 3) g
left join portal.offices o on o.code = g.about and g.code = 'office_not_mapped'
order by g.lanes desc, g.code, g.about limit 500
"""


@dataclass(frozen=True, slots=True)
class LaneLine:
    """A lane in a list, with the entry that stands in the way."""

    id: UUID
    is_filing: bool
    connection: str
    code: str
    portal_code: str | None
    office: str
    office_name: str
    procedure: str
    state: str
    is_there: bool
    told: int | None
    next_at: datetime
    newest_at: datetime
    head_seq: int | None
    head_kind: str | None
    head_state: str | None
    head_attempts: int | None
    last_class: str | None
    last_code: str | None
    last_text: str | None
    waiting: int


@dataclass(frozen=True, slots=True)
class LanesSought:
    """What a list is asked for; empty parts ask for everything."""

    connection: str | None
    states: Sequence[str]
    code: str | None = None
    entry: str | None = None
    desk: str | None = None
    procedure: str | None = None


async def list_lanes(
    connection: Connection, sought: LanesSought, after: tuple[datetime, UUID] | None, limit: int
) -> list[LaneLine]:
    """Newest news first."""
    where = (sought.connection, list(sought.states), sought.code, sought.entry, sought.desk, sought.procedure)
    values = (*where, *(after or (None, None)), limit)
    return [LaneLine(**row) for row in await connection.fetch(_LIST, *values)]


async def read_lane(connection: Connection, id_or_code: str) -> dict[str, Any]:
    """By id, our code or the portal's. Refuses `lane_not_found`."""
    row = await connection.fetchrow(_FIND, as_uuid(id_or_code), id_or_code)
    if row is None:
        raise NotFound("lane_not_found", "Không có hồ sơ này trong các làn gửi lên Cổng")
    entries = [dict(each) for each in await connection.fetch(_ENTRIES, row["id"])]
    acts = [dict(each) for each in await connection.fetch(_ACTS, row["id"])]
    return dict(row) | {"entries": entries, "acts": acts}


Counts = list[dict[str, Any]]


async def count_lanes(connection: Connection) -> tuple[Counts, Counts, Counts]:
    """Of each connection: lanes by their state, lanes by the state of what stands first in them, entries not settled
    by state.
    """
    lanes, heads, entries = [await connection.fetch(asked) for asked in (_COUNTS, _HEADS, _UNSETTLED)]
    return [dict(row) for row in lanes], [dict(row) for row in heads], [dict(row) for row in entries]


async def list_gaps(connection: Connection) -> list[dict[str, Any]]:
    """What is missing, by how many lanes wait for it."""
    return [dict(row) for row in await connection.fetch(_GAPS)]
