"""Revisions before a correction: their numbers come under the present key, and go when the dossier's people go."""

import base64
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from services.intake.repository.privacy.erasures import Erasable
from services.intake.repository.privacy.resealing import Walk
from services.intake.vault.people import is_under_key, open_number, open_proxy, seal_number, seal_proxy
from services.intake.vault.vault import Vault
from shared.db.database import Connection
from shared.errors import Refusal

PLACE = "dossier_revisions"
_NEXT = """
select dossier, revision, particulars from intake.dossier_revisions
where ($1::uuid is null or dossier > $1) order by dossier fetch first $2 rows with ties
"""
# Revisions never change but by this and by erasing, which leaves nothing to write.
_WRITE = """
update intake.dossier_revisions set particulars = $3
where dossier = $1 and revision = $2 and particulars is not null
"""
_UNDER = """
select get_byte(sealed, 1) * 256 + get_byte(sealed, 2) as key, count(*) as values from (
  select decode(particulars->'applicant'->>'identity_sealed', 'base64') as sealed from intake.dossier_revisions
  union all
  select decode(particulars->'proxy'->>'identity_sealed', 'base64') from intake.dossier_revisions
) as all_sealed where sealed is not null group by 1
"""
_ERASE = """
update intake.dossier_revisions set particulars = null, reason = null where dossier = any($1::uuid[])
"""
_COUNT_SECONDS = 600


async def reseal_revisions(connection: Connection, vault: Vault, limit: int) -> int:
    """The revisions of the next dossiers, in the order of their ids; 0 where all lie under the present key."""
    walk = Walk(connection, PLACE, vault.current)
    after, is_over = await walk.begin()
    if is_over:
        return 0
    rows = await connection.fetch(_NEXT, after, limit)
    changed = 0
    for row in rows:
        if fresh := _sealed_anew(vault, row["dossier"], row["particulars"]):
            await connection.execute(_WRITE, row["dossier"], row["revision"], fresh)
            changed += 1
    if rows:
        await walk.advance(rows[-1]["dossier"], len(rows), changed)
    else:
        await walk.finish()
    return len(rows)


async def count_revisions_by_key(connection: Connection) -> dict[int, int]:
    rows = await connection.fetch(_UNDER, timeout=_COUNT_SECONDS)
    return {row["key"]: row["values"] for row in rows}


async def erase_revisions(connection: Connection, dossiers: Sequence[Erasable], _: datetime) -> None:
    """What stays is that there was a correction, when, by whom and which parts it changed."""
    await connection.execute(_ERASE, [one.id for one in dossiers])


def _sealed_anew(vault: Vault, dossier: UUID, particulars: dict[str, Any] | None) -> dict[str, Any] | None:
    """None where there is nothing to do, or what is there does not open."""
    if particulars is None:
        return None
    applicant, proxy = particulars["applicant"], particulars["proxy"]
    sealed = base64.b64decode(applicant["identity_sealed"]) if applicant["identity_sealed"] else None
    if is_under_key(vault, sealed, proxy):
        return None
    try:
        fresh = seal_number(vault, dossier, open_number(vault, dossier, sealed))
        by = seal_proxy(vault, dossier, open_proxy(vault, dossier, proxy))
    except Refusal:
        return None
    number = base64.b64encode(fresh).decode() if fresh else None
    return {**particulars, "applicant": {**applicant, "identity_sealed": number}, "proxy": by}
