"""Writes down what applicants agreed to, and finds those who are to be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.intake.domain.notices.consent import Consent
from services.intake.domain.notices.news import Told
from shared.db.database import Connection
from shared.notify.message import Medium

_ADD = "insert into intake.consents (dossier, media, reason, given_by, given_at) values ($1, $2, $3, $4, $5)"
# The desk is the one where the dossier is by the fact, which may be a successor of the one that took it in. A fact no
# newer than the standing that is known comes again, or late.
_ADDRESSEES = """
select d.id, d.phone, d.email, d.result_way, coalesce(o.name, d.desk) as desk, c.media
from unnest($1::uuid[], $2::int[], $3::text[]) as t(dossier, version, desk)
join lateral (
  select media from intake.consents where dossier = t.dossier order by gid desc limit 1) as c on true
join intake.dossiers d on d.id = t.dossier
left join intake.standings s on s.dossier = d.id
left join intake.offices o on o.code = t.desk
where coalesce(s.version, 0) < t.version and c.media <> '{}' and d.erased_at is null
"""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who agreed to be told of a dossier, and where they are reached; `desk` is its name."""

    dossier: UUID
    media: tuple[Medium, ...]
    phone: str | None
    email: str | None
    desk: str
    result_way: str | None


class Consents:
    """All consents of the counter. Those given with a receipt are written with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, dossier: UUID, consent: Consent) -> None:
        await self._connection.execute(
            _ADD, dossier, list(consent.media), consent.reason, consent.given_by, consent.given_at
        )

    async def addressees(self, told: Mapping[UUID, Told]) -> dict[UUID, Addressee]:
        """Of these dossiers; not of those where nobody agreed, who are erased, or whose standing is newer already."""
        versions = [one.standing.version for one in told.values()]
        desks = [one.standing.desk for one in told.values()]
        rows = await self._connection.fetch(_ADDRESSEES, list(told), versions, desks)
        return {
            row["id"]: Addressee(
                *(row["id"], tuple(map(Medium, row["media"])), row["phone"], row["email"]),
                *(row["desk"], row["result_way"]),
            )
            for row in rows
        }
