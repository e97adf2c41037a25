"""Brings the people of dossiers and filings under the present key: numbers, proxies' numbers and marks, row by row.

A row is written only if it still is as it was read: what somebody corrected meanwhile is met again by the next try.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from services.intake.domain.dossiers.applicant import Applicant
from services.intake.domain.privacy.erasure import ERASED_NAME
from services.intake.repository.privacy.resealing import Walk
from services.intake.vault.people import is_under_key, open_number, open_proxy, seal_people
from services.intake.vault.vault import Vault
from shared.db.database import Connection
from shared.errors import Refusal

_COUNT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A table with people in it. `clear` is where a release before sealing left numbers, `is_erased` a condition."""

    place: str
    name: str
    clear: str = "null::text"
    is_erased: str = "false"

    @property
    def columns(self) -> str:
        return (
            f"id, applicant_name, phone, {self.clear} as identity_number, identity_sealed, proxy, marks, "
            f"{self.is_erased} as is_erased"
        )


DOSSIERS = PeopleTable("dossiers", "intake.dossiers", "identity_number", "erased_at is not null")
FILINGS = PeopleTable("filings", "intake.filings", is_erased=f"applicant_name = '{ERASED_NAME}'")
_NEXT = "select {0.columns} from {0.name} where ($1::uuid is null or id > $1) order by id limit $2"
_IN_CLEAR = "select {0.columns} from {0.name} where {0.clear} is not null order by id limit $1"
_WRITE = """
update {0.name} d set {1}identity_sealed = t.sealed, proxy = t.proxy::jsonb, marks = string_to_array(t.marks, ' ')
from unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[])
  as t(id, sealed, proxy, marks, was_clear, was_sealed, was_proxy)
where d.id = t.id and {0.clear} is not distinct from t.was_clear
  and d.identity_sealed is not distinct from t.was_sealed and d.proxy is not distinct from t.was_proxy::jsonb
returning d.id
"""
# One look at the whole table: asked by an operator, never by a request of a clerk.
_UNDER = """
select get_byte(sealed, 1) * 256 + get_byte(sealed, 2) as key, count(*) as values from (
  select identity_sealed as sealed from {0.name} where identity_sealed is not null
  union all
  select decode(proxy->>'identity_sealed', 'base64') from {0.name} where proxy->>'identity_sealed' is not null
) as all_sealed group by 1
"""
_COUNT_CLEAR = "select count(*) from intake.dossiers where identity_number is not null"


async def reseal_dossiers(connection: Connection, vault: Vault, limit: int) -> int:
    return await _reseal(connection, vault, limit, DOSSIERS)


async def reseal_filings(connection: Connection, vault: Vault, limit: int) -> int:
    return await _reseal(connection, vault, limit, FILINGS)


async def _reseal(connection: Connection, vault: Vault, limit: int, table: PeopleTable) -> int:
    """The next rows of the walk, in the order of their ids; 0 where all lie under the present key."""
    walk = Walk(connection, table.place, vault.current)
    after, is_over = await walk.begin()
    if is_over:
        return 0
    rows = await connection.fetch(_NEXT.format(table), after, limit)
    todo = [row for row in rows if not _is_right(row, vault)]
    written = await _write(connection, vault, todo, table)
    if rows and written is not None:
        await walk.advance(rows[-1]["id"], len(rows), written)
    elif not rows:
        await walk.finish()
    return len(rows)


async def seal_clear_numbers(connection: Connection, vault: Vault, limit: int) -> int:
    """What a program of the release before still writes in clear, whenever it does."""
    rows = await connection.fetch(_IN_CLEAR.format(DOSSIERS), limit)
    return await _write(connection, vault, rows, DOSSIERS) or 0


async def count_dossiers_by_key(connection: Connection) -> dict[int, int]:
    """Sealed numbers of applicants and proxies by the key they lie under; key 0 is what lies in clear."""
    counts = await _count(connection, DOSSIERS)
    in_clear = await connection.fetchval(_COUNT_CLEAR)
    return counts | ({0: in_clear} if in_clear else {})


async def count_filings_by_key(connection: Connection) -> dict[int, int]:
    return await _count(connection, FILINGS)


async def _count(connection: Connection, table: PeopleTable) -> dict[int, int]:
    rows = await connection.fetch(_UNDER.format(table), timeout=_COUNT_SECONDS)
    return {row["key"]: row["values"] for row in rows}


def _is_right(row: asyncpg.Record, vault: Vault) -> bool:
    if row["identity_number"] is not None or not is_under_key(vault, row["identity_sealed"], row["proxy"]):
        return False
    return bool(row["marks"]) or row["is_erased"]


async def _write(
    connection: Connection, vault: Vault, rows: Sequence[asyncpg.Record], table: PeopleTable
) -> int | None:
    """How many were written; None where one was changed meanwhile. A row that does not open stays as it lies."""
    fresh = [columns for row in rows if (columns := _sealed_anew(row, vault))]
    if not fresh:
        return 0
    emptied = f"{table.clear} = null, " if table.clear.isidentifier() else ""
    written = await connection.fetch(_WRITE.format(table, emptied), *map(list, zip(*fresh, strict=True)))
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
