"""Closed periods with their figures, and the notes of what changes them afterwards."""

import json
from collections.abc import Iterable
from datetime import date

from services.stats.domain.closing import Closing
from services.stats.domain.contribution import MEASURES
from services.stats.domain.differences import LateDelta
from services.stats.domain.dossier import Dossier
from shared.db.database import Connection

_ADD = """
insert into stats.closings (id, office, from_on, to_on, issue, reason, generation, positions, figures, parts, closed_at,
  closed_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
_LAST_ISSUE = """
select coalesce(max(issue), 0) from stats.closings where office = $1 and from_on = $2 and to_on = $3
"""
_NOTE = """
insert into stats.late_changes (generation, counted, id, code, office, procedure, field, channel, day, deltas)
select $1, t.counted, t.id, t.code, t.office, t.procedure, t.field, t.channel, t.day, t.deltas::jsonb
from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[], $10::text[])
  as t(counted, id, code, office, procedure, field, channel, day, deltas)
"""


class Closings:
    """Of the yearbook; a shadow of it has none, and notes nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def last_issue(self, office: str, from_on: date, to_on: date) -> int:
        issue: int = await self._connection.fetchval(_LAST_ISSUE, office, from_on, to_on)
        return issue

    async def add(self, closing: Closing) -> None:
        c = closing
        await self._connection.execute(
            _ADD,
            *(c.id, c.office, c.from_on, c.to_on, c.issue, c.reason, c.generation, c.positions, c.figures),
            *(c.parts, c.closed_at, c.closed_by),
        )

    async def note(self, late: Iterable[LateDelta], generation: int) -> None:
        rows = [_row_of(each) for each in late]
        if rows:
            await self._connection.execute(_NOTE, generation, *map(list, zip(*rows, strict=True)))


def _row_of(late: LateDelta) -> tuple[object, ...]:
    counted, (office, procedure, field, channel, day), deltas = late
    is_dossier = isinstance(counted, Dossier)
    changed = {name: count for name, count in zip(MEASURES, deltas, strict=True) if count}
    return (
        *("dossier" if is_dossier else "filing", counted.id, counted.code if isinstance(counted, Dossier) else None),
        *(office, procedure, field, channel, day, json.dumps(changed)),
    )
