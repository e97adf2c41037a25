"""Open dossiers whose due dates a change of some days may touch, with what these are counted from; part by part."""

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from services.processing.queries.reached import OFFICES_OF_A_PROVINCE, are_more, codes_in_reach
from services.processing.queries.worklist import Place
from shared.db.database import Connection
from shared.worktime import LEGAL_ZONE


@dataclass(frozen=True, slots=True)
class Touched:
    """Of an office with everything below or of all in reach, or of one `agency` alone; by days from first to last."""

    first_on: date
    last_on: date
    office: str | None = None
    agency: str | None = None


class OpenDue(NamedTuple):
    """`term`, `waits` and `dues` as they are written; `dues` only where there is no term."""

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    state: str
    accepted_at: datetime
    due_at: datetime
    due_on: date
    term: Any
    waits: Any
    dues: Any

    @property
    def place(self) -> Place:
        return Place(self.due_at, self.id)


# What was due before the first of the days, or came in after the last, is not touched by them; nor is a stated date
# with which nobody waited.
_OPEN = """
select d.id, d.code, d.office, d.desk, d.procedure, d.state, d.accepted_at, d.due_at, d.due_on, d.term, d.waits,
  case when d.term is null then d.dues end as dues
from processing.dossiers d
where d.ended_at is null and d.due_at >= $3 and d.accepted_at <= $4 and (d.term is not null or d.waits <> '[]')
  and {here} and ($5::text is null or d.office = $5) {after}
"""
_AFTER = "and (d.due_at, d.id) > ($6, $7)"
_BY_DUE = "order by d.due_at, d.id"
_CODES = codes_in_reach("$1", "$2")
_FEW, _MANY = f"d.office = any(array({_CODES}))", f"(d.office in ({_CODES})) is true"
_AT_A_TIME = 500


async def open_dues(
    connection: Connection, touched: Touched, *, visible_to: Iterable[str], after: Place | None = None
) -> AsyncGenerator[list[OpenDue]]:
    """By due date, some hundred at a time: no more than these are ever held. Refuses an office out of reach."""
    reach = list(visible_to)
    office = touched.agency or touched.office
    here = _MANY if await are_more(OFFICES_OF_A_PROVINCE, connection, office, reach) else _FEW
    begins_at, ends_at = _midnight(touched.first_on), datetime.combine(touched.last_on, time.max, LEGAL_ZONE)
    place = (after.due_at, after.id) if after else ()
    values: list[Any] = [reach, office, begins_at, ends_at, touched.agency, *place]
    statement = _OPEN.format(here=here, after=_AFTER if after else "") + _BY_DUE
    cursor = await connection.cursor(statement, *values)
    while rows := await cursor.fetch(_AT_A_TIME):
        yield [OpenDue(*row) for row in rows]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LEGAL_ZONE)
