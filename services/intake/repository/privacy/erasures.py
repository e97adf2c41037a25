"""Takes the people out of dossiers and keeps the log of it. Code, procedure, offices, dates and outcome stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.privacy.erasure import ERASED_NAME, Erasure
from shared.db.database import Connection

_LOCK = """
select id, office from intake.dossiers where id = any($1::uuid[]) and erased_at is null order by id for update
"""
# Names of papers and free words may name people too; what is counted (dates, outcome, channel, fees) stays.
_ERASE = f"""
update intake.dossiers set applicant_name = '{ERASED_NAME}', identity_number = null, identity_sealed = null,
  identity_is_odd = false, phone = null, address = null, email = null, born_on = null, proxy = null, summary = null,
  note = null, result_address = null, papers = '[]', marks = '{{}}', entry_digest = null, erased_at = $2
where id = any($1::uuid[])
"""
_LOG = """
insert into intake.erasures (id, dossier, at, ground, basis, reason, erased_by)
select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[])
"""
_LAST_OF = "select max(gid) from intake.erasures where id = any($1::uuid[])"
_UNKNOWN = """
select t.id from unnest($1::uuid[], $2::uuid[]) as t(id, dossier)
where not exists (select from intake.erasures e where e.id = t.id)
  and exists (select from intake.dossiers d where d.id = t.dossier)
"""


@dataclass(frozen=True, slots=True)
class Erasable:
    """A dossier whose people are about to be erased."""

    id: UUID
    office: str


async def lock_erasable(connection: Connection, dossiers: Sequence[UUID]) -> list[Erasable]:
    """Those that are not erased yet, locked."""
    rows = await connection.fetch(_LOCK, list(dossiers))
    return [Erasable(row["id"], row["office"]) for row in rows]


async def erase_people(connection: Connection, erasures: Sequence[Erasure]) -> None:
    """With the entries of the log, in one transaction."""
    by_moment: dict[datetime, list[UUID]] = {}
    for erasure in erasures:
        by_moment.setdefault(erasure.at, []).append(erasure.dossier)
    for at, dossiers in by_moment.items():
        await connection.execute(_ERASE, dossiers, at)
    rows = [
        (e.id, e.dossier, e.at, e.order.ground.value, e.order.basis, e.order.reason, e.order.erased_by)
        for e in erasures
    ]
    await connection.execute(_LOG, *map(list, zip(*rows, strict=True)))


async def last_number_of(connection: Connection, erasures: Sequence[Erasure]) -> int:
    """The highest number that one of them has in the log; 0 where it has none of them."""
    return await connection.fetchval(_LAST_OF, [erasure.id for erasure in erasures]) or 0


async def not_in_the_log(connection: Connection, erasures: Sequence[Erasure]) -> list[Erasure]:
    """Of dossiers that are there: a database restored from an older backup has forgotten them."""
    rows = await connection.fetch(_UNKNOWN, [e.id for e in erasures], [e.dossier for e in erasures])
    unknown = {row["id"] for row in rows}
    return [erasure for erasure in erasures if erasure.id in unknown]
