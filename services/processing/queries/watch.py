"""Dossiers that may deserve a warning they do not have, page by page: only what can be due is touched."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from services.processing.domain.warnings.horizon import Horizon
from shared.db.database import Connection


class Seen(NamedTuple):
    """Where the page before ended."""

    at: datetime | None
    dossier: UUID
    step: int = 0


_STANDS = """exists (select from processing.warnings w
    where w.dossier = {dossier} and w.step = {step} and w.topic = {topic} and w.quietened_at is null)"""


def _stands(topic: str, dossier: str = "d.id", step: str = "0") -> str:
    return _STANDS.format(topic=topic, dossier=dossier, step=step)


# Day and zone arithmetic is the caller's. What came in today is looked at in its last hour only (domain: deserved).
_DUE = f"""
select d.due_at as at, d.id as dossier, 0 as step from processing.dossiers d
where d.ended_at is null and d.due_at < greatest($3::timestamptz, $4) and (d.accepted_at < $1 or d.due_at <= $2)
  and d.state not in ('awaiting_supplement', 'awaiting_payment')
  and (not {_stands("'due'")}
    or d.due_at between $1 + interval '1 day' and $4 and d.letters = '[]' and not {_stands("'letter'")})
  and ($5::uuid is null or (d.due_at, d.id) > ($6, $5)) order by d.due_at, d.id limit $7
"""
# A dossier's only open stage that is due with it is not told beside it.
_STEPS = f"""
select s.due_at as at, s.dossier, s.number as step from processing.steps s
where s.ending is null and s.due_at < $3 and (s.begun_at < $1 or s.due_at <= $2)
  and (s.kind <> 'stage' or s.waits_on is distinct from 'applicant')
  and not {_stands("case s.kind when 'notice' then 'notice' else 'step' end", "s.dossier", "s.number")}
  and not (s.kind = 'stage'
    and exists (select from processing.dossiers d where d.id = s.dossier and d.due_at = s.due_at)
    and not exists (select from processing.steps o where o.dossier = s.dossier and o.number <> s.number
      and o.kind = 'stage' and o.ending is null))
  and ($4::uuid is null or (s.due_at, s.dossier, s.number) > ($5, $4, $6))
order by s.due_at, s.dossier, s.number limit $7
"""
_ANSWERS = f"""
select null::timestamptz as at, d.id as dossier, 0 as step from processing.dossiers d
where d.state = 'awaiting_supplement' and not {_stands("'answer'")}
  and (d.waits -> -1 ->> 1)::timestamptz < $1::timestamptz
    - (select min(answer_days) from processing.routes) * interval '1 day'
  and ($2::uuid is null or d.id > $2) order by d.id limit $3
"""
_RESULTS = f"""
select d.ended_at as at, d.id as dossier, 0 as step from processing.dossiers d
where d.state in ('ready', 'refused') and d.origin <> 'register' and d.ended_at < $1 and not {_stands("'collection'")}
  and ($2::uuid is null or (d.ended_at, d.id) > ($3, $2)) order by d.ended_at, d.id limit $4
"""


class Watch:
    """The four lists along which the watch goes."""

    def __init__(self, connection: Connection, horizon: Horizon) -> None:
        self._connection = connection
        self._horizon = horizon

    async def due(self, after: Seen | None, limit: int) -> list[Seen]:
        h = self._horizon
        place = (after.dossier, after.at) if after else (None, None)
        return await self._fetch(_DUE, h.today, h.last_hour, h.soon, h.letter, *place, limit)

    async def steps(self, after: Seen | None, limit: int) -> list[Seen]:
        h = self._horizon
        place = (after.dossier, after.at, after.step) if after else (None, None, None)
        return await self._fetch(_STEPS, h.today, h.last_hour, h.tomorrow, *place, limit)

    async def answers(self, after: Seen | None, limit: int) -> list[Seen]:
        return await self._fetch(_ANSWERS, self._horizon.now, after.dossier if after else None, limit)

    async def results(self, after: Seen | None, limit: int) -> list[Seen]:
        place = (after.dossier, after.at) if after else (None, None)
        return await self._fetch(_RESULTS, self._horizon.collect, *place, limit)

    async def _fetch(self, sql: str, *values: object) -> list[Seen]:
        return [Seen(*row) for row in await self._connection.fetch(sql, *values)]
