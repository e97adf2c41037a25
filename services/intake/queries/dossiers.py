"""Reads dossiers: one by id or code, and lists, always only those of the offices that a caller reaches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from services.intake.domain.applicant import Proxy
from services.intake.domain.office import NATION
from services.intake.vault.people import open_number, open_proxy
from services.intake.vault.vault import Vault
from shared.db.database import Connection
from shared.errors import NotFound

_COLUMNS = """
d.id, d.code, d.office, d.desk, d.procedure, d.procedure_version, d.procedure_name, d.field, d.level, d.channel,
d.accepted_at, d.term_unit, d.term_amount, d.counts_by, d.due_at, d.due_on, d.origin, d.received_by, d.applicant_name,
d.applicant_kind, d.identity_number, d.identity_sealed, d.identity_is_odd, d.phone, d.address, d.email, d.born_on,
d.proxy, d.summary, d.case_name, d.sets, d.papers, d.fees, d.lead_agency, d.result_way, d.result_address, d.note,
d.outcome, d.ended_at, d.returned_at, d.filing, d.revision, d.erased_at
"""
# A dossier is seen by its competent office and by the desk that took it in, and by those that continue them (`reach`).
# Reach over the nation asks no tree.
_VISIBLE = """
($1::text[] is null or exists (
  select from intake.offices o where o.code in (d.office, d.desk) and o.reach && $1::text[]))
"""
_BY_ID = f"select {_COLUMNS} from intake.dossiers d where d.id = $2 and {_VISIBLE}"
_BY_CODE = f"select {_COLUMNS} from intake.dossiers d where d.code = $2 and {_VISIBLE}"
_UNDER = "in (select code from intake.offices where {} @> array[{}::text])"
_LIST = f"""
select {_COLUMNS} from intake.dossiers d
where {_VISIBLE} and ($2::text is null or d.office {_UNDER.format("reach", "$2")})
  and ($3::text is null or d.desk {_UNDER.format("path", "$3")})
  and d.accepted_at >= $4 and d.accepted_at < $5
  and ($6::text is null or d.procedure = $6) and ($7::text is null or d.code = $7)
  and ($8::timestamptz is null or (d.accepted_at, d.id) < ($8, $9::uuid))
order by d.accepted_at desc, d.id desc limit $10
"""


@dataclass(frozen=True, slots=True)
class DossierRead:
    """A dossier as it was received, with the applicant's data."""

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    procedure_version: int
    procedure_name: str
    field: str
    level: str
    channel: str
    accepted_at: datetime
    term_unit: str | None
    term_amount: int | None
    counts_by: str
    due_at: datetime | None
    due_on: date | None
    origin: str
    received_by: str
    applicant_name: str
    applicant_kind: str
    identity_number: str | None
    identity_is_odd: bool
    phone: str | None
    address: str | None
    email: str | None
    born_on: date | None
    proxy: Proxy | None
    summary: str | None
    case_name: str | None
    sets: int
    papers: list[dict[str, Any]]
    fees: list[dict[str, Any]]
    lead_agency: str | None
    result_way: str | None
    result_address: str | None
    note: str | None
    outcome: str | None
    ended_at: datetime | None
    returned_at: datetime | None
    filing: UUID | None
    revision: int
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is asked for; the span is half-open."""

    office: str | None
    desk: str | None
    accepted_from: datetime
    accepted_before: datetime
    procedure: str | None
    code: str | None


async def find_dossier(connection: Connection, vault: Vault, id_or_code: str, reach: Collection[str]) -> DossierRead:
    """Refuses a dossier that is not there and one out of reach alike."""
    id_ = _as_uuid(id_or_code)
    row = await connection.fetchrow(_BY_ID if id_ else _BY_CODE, _scope(reach), id_ or id_or_code)
    if row is None:
        raise NotFound("dossier_not_found", "Không có hồ sơ này, hoặc hồ sơ không thuộc đơn vị của tài khoản")
    return _read(row, vault)


async def list_dossiers(
    connection: Connection,
    vault: Vault,
    sought: Sought,
    reach: Collection[str],
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[DossierRead]:
    """Newest first."""
    before_at, before_id = after or (None, None)
    rows = await connection.fetch(
        *(_LIST, _scope(reach), sought.office, sought.desk, sought.accepted_from, sought.accepted_before),
        *(sought.procedure, sought.code, before_at, before_id, limit),
    )
    return [_read(row, vault) for row in rows]


def _read(row: asyncpg.Record, vault: Vault) -> DossierRead:
    values = dict(row)
    opened = open_number(vault, values["id"], values.pop("identity_sealed"))
    values["identity_number"] = opened or values["identity_number"]
    values["proxy"] = open_proxy(vault, values["id"], values["proxy"])
    return DossierRead(**values)


def _scope(reach: Collection[str]) -> list[str] | None:
    return None if NATION in reach else list(reach)


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
