"""Reads whole lists for a file: newest first, page by page, only of offices in reach."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.organisation.reach import scope_of
from services.intake.queries.dossiers.dossiers import FROM, VISIBLE, DossierRead, read_dossier
from services.intake.vault.vault import Vault
from shared.db.database import Connection

_UNDER = "in (select code from intake.offices where {} @> array[{}::text])"
_PAGE = f"""
{FROM}
where {VISIBLE} and ($2::text is null or coalesce(s.office, d.office) {_UNDER.format("reach", "$2")})
  and ($3::text is null or d.desk {_UNDER.format("path", "$3")})
  and d.accepted_at >= $4 and d.accepted_at < $5
  and ($6::text is null or d.procedure = $6) and ($7::text is null or d.code = $7)
  and ($8::timestamptz is null or (d.accepted_at, d.id) < ($8, $9::uuid))
order by d.accepted_at desc, d.id desc limit $10
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list is asked for; the span is half-open."""

    office: str | None
    desk: str | None
    accepted_from: datetime
    accepted_before: datetime
    procedure: str | None
    code: str | None


async def page_of(
    connection: Connection,
    vault: Vault,
    listed: Listed,
    reach: Collection[str],
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[DossierRead]:
    before_at, before_id = after or (None, None)
    rows = await connection.fetch(
        *(_PAGE, scope_of(reach), listed.office, listed.desk, listed.accepted_from, listed.accepted_before),
        *(listed.procedure, listed.code, before_at, before_id, limit),
    )
    return [read_dossier(row, vault) for row in rows]
