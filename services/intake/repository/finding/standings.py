"""Writes where dossiers stand, a whole run of facts in one statement."""

from collections.abc import Sequence

from services.intake.domain.dossiers.standing import Standing
from shared.db.database import Connection

# A row is never overwritten by an older version. A dossier that went to another office takes its card along; only then
# is the card touched, since its indexes are many. Dossiers are taken in one order, so that two writers cannot deadlock.
_NOTE = """
with news as (
  select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
    $8::date[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[])
    as t(dossier, version, state, office, desk, procedure, accepted_at, due_on, due_at, ended_at, returned_at)),
noted as (
  insert into intake.standings as s (dossier, version, state, office, desk, procedure, accepted_at, due_on, due_at,
    ended_at, returned_at)
  select * from news order by dossier
  on conflict (dossier) do update set version = excluded.version, state = excluded.state, office = excluded.office,
    desk = excluded.desk, procedure = excluded.procedure, accepted_at = excluded.accepted_at,
    due_on = excluded.due_on, due_at = excluded.due_at, ended_at = excluded.ended_at,
    returned_at = excluded.returned_at
  where s.version < excluded.version
  returning dossier, office, desk)
update intake.cards c set office = noted.office, desk = noted.desk from noted
where c.dossier = noted.dossier and (c.office, c.desk) is distinct from (noted.office, noted.desk)
"""


class Standings:
    """All standings of the counter."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(self, standings: Sequence[Standing]) -> None:
        """At most one of each dossier."""
        if standings:
            await self._connection.execute(_NOTE, *map(list, zip(*map(_columns, standings), strict=True)))


def _columns(s: Standing) -> tuple[object, ...]:
    return (
        *(s.dossier, s.version, s.state, s.office, s.desk, s.procedure, s.accepted_at),
        *(s.due_on, s.due_at, s.ended_at, s.returned_at),
    )
