"""Brings the people of dossiers under the present key: numbers, proxies' numbers and marks, row by row.

A row is written only if it still is as it was read: what somebody corrected meanwhile is met again by the next try.
"""

import json
from collections.abc import Sequence
from uuid import UUID

import asyncpg

from services.intake.domain.applicant import Applicant
from services.intake.repository.resealing import Walk
from services.intake.vault.people import is_under_key, open_number, open_proxy, seal_people
from services.intake.vault.vault import Vault
from shared.db.database import Connection
from shared.errors import Refusal

PLACE = "dossiers"
_COLUMNS = "id, applicant_name, phone, identity_number, identity_sealed, proxy, marks, erased_at"
_NEXT = f"""
select {_COLUMNS} from intake.dossiers where ($1::uuid is null or id > $1) order by id limit $2
"""
_IN_CLEAR = f"select {_COLUMNS} from intake.dossiers where identity_number is not null order by id limit $1"
_WRITE = """
update intake.dossiers d set identity_number = null, identity_sealed = t.sealed, proxy = t.proxy::jsonb,
  marks = string_to_array(t.marks, ' ')
from unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[])
  as t(id, sealed, proxy, marks, was_clear, was_sealed, was_proxy)
where d.id = t.id and d.identity_number is not distinct from t.was_clear
  and d.identity_sealed is not distinct from t.was_sealed and d.proxy is not distinct from t.was_proxy::jsonb
returning d.id
"""
# One look at the whole table: asked by an operator, never by a request of a clerk.
_UNDER = """
select get_byte(sealed, 1) * 256 + get_byte(sealed, 2) as key, count(*) as values from (
  select identity_sealed as sealed from intake.dossiers where identity_sealed is not null
  union all
  select decode(proxy->>'identity_sealed', 'base64') from intake.dossiers where proxy->>'identity_sealed' is not null
) as all_sealed group by 1
"""
_COUNT_CLEAR = "select count(*) from intake.dossiers where identity_number is not null"
_COUNT_SECONDS = 600


async def reseal_dossiers(connection: Connection, vault: Vault, limit: int) -> int:
    """The next rows of the walk, in the order of their ids; 0 where all lie under the present key."""
    walk = Walk(connection, PLACE, vault.current)
    after, is_over = await walk.begin()
    if is_over:
        return 0
    rows = await connection.fetch(_NEXT, after, limit)
    todo = [row for row in rows if not _is_right(row, vault)]
    written = await _write(connection, vault, todo)
    if rows and written is not None:
        await walk.advance(rows[-1]["id"], len(rows), written)
    elif not rows:
        await walk.finish()
    return len(rows)


async def seal_clear_numbers(connection: Connection, vault: Vault, limit: int) -> int:
    """What a program of the release before still writes in clear, whenever it does."""
    return await _write(connection, vault, await connection.fetch(_IN_CLEAR, limit)) or 0


async def count_dossiers_by_key(connection: Connection) -> dict[int, int]:
    """Sealed numbers of applicants and proxies by the key they lie under; key 0 is what lies in clear."""
    rows = await connection.fetch(_UNDER, timeout=_COUNT_SECONDS)
    counts = {row["key"]: row["values"] for row in rows}
    in_clear = await connection.fetchval(_COUNT_CLEAR)
    return counts | ({0: in_clear} if in_clear else {})


def _is_right(row: asyncpg.Record, vault: Vault) -> bool:
    if row["identity_number"] is not None or not is_under_key(vault, row["identity_sealed"], row["proxy"]):
        return False
    return bool(row["marks"]) or row["erased_at"] is not None


async def _write(connection: Connection, vault: Vault, rows: Sequence[asyncpg.Record]) -> int | None:
    """How many were written; None where one was changed meanwhile. A row that does not open stays as it lies."""
    fresh = [columns for row in rows if (columns := _sealed_anew(row, vault))]
    if not fresh:
        return 0
    written = await connection.fetch(_WRITE, *map(list, zip(*fresh, strict=True)))
    return len(written) if len(written) == len(fresh) else None


def _sealed_anew(row: asyncpg.Record, vault: Vault) -> tuple[object, ...] | None:
    id_: UUID = row["id"]
    try:
        number = open_number(vault, id_, row["identity_sealed"]) or row["identity_number"]
        proxy = open_proxy(vault, id_, row["proxy"])
    except Refusal:
        return None
    applicant = Applicant(row["applicant_name"], identity_number=number, phone=row["phone"])
    people = seal_people(vault, id_, applicant, proxy)
    was_proxy = json.dumps(row["proxy"], ensure_ascii=False) if row["proxy"] else None
    return (
        *(id_, people.identity_sealed, people.proxy, " ".join(people.marks)),
        *(row["identity_number"], row["identity_sealed"], was_proxy),
    )
