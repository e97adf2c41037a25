"""Reads dossiers with where they stand: one by id or code, or those of a list that were found (`finding`)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from services.intake.domain.dossiers.applicant import Proxy
from services.intake.domain.organisation.reach import scope_of
from services.intake.vault.people import open_number, open_proxy
from services.intake.vault.vault import Vault
from shared.db.database import Connection
from shared.errors import NotFound
from shared.ids import as_uuid

_COLUMNS = """
d.id, d.code, d.office, d.desk, d.procedure, d.procedure_version, d.procedure_name, d.field, d.level, d.channel,
d.accepted_at, d.term_unit, d.term_amount, d.counts_by, d.due_at, d.due_on, d.origin, d.received_by, d.applicant_name,
d.applicant_kind, d.identity_number, d.identity_sealed, d.identity_is_odd, d.phone, d.address, d.email, d.born_on,
d.proxy, d.summary, d.case_name, d.sets, d.papers, d.fees, d.lead_agency, d.result_way, d.result_address, d.note,
d.outcome, d.ended_at, d.returned_at, d.filing, d.revision, d.erased_at
"""
_STANDING = """
coalesce(s.version, 0) as version, coalesce(s.state, 'accepted') as state, coalesce(s.office, d.office) as office_now,
coalesce(s.due_at, d.due_at) as due_at_now, coalesce(s.due_on, d.due_on) as due_on_now, s.ended_at as ended_at_now,
s.returned_at as returned_at_now
"""
FROM = f"select {_COLUMNS}, {_STANDING} from intake.dossiers d left join intake.standings s on s.dossier = d.id"
# A dossier is seen by the desk that took it in, by its competent office and by those that continue them
# (`reach`). Reach over the nation asks no tree.
VISIBLE = """
($1::text[] is null or exists (
  select from intake.offices o where o.code in (d.office, d.desk, s.office) and o.reach && $1::text[]))
"""
_BY_ID = f"{FROM} where d.id = $2 and {VISIBLE}"
_BY_CODE = f"{FROM} where d.code = $2 and {VISIBLE}"
_FOUND = f"{FROM} where d.id = any($1::uuid[])"
_NAMED = f"{FROM} where d.id = any($2::uuid[]) and {VISIBLE}"


@dataclass(frozen=True, slots=True)
class StandingRead:
    """Where a dossier stands by what processing last announced; version 0 before it was opened there."""

    version: int
    state: str
    office: str
    due_at: datetime | None
    due_on: date | None
    ended_at: datetime | None
    returned_at: datetime | None


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
    standing: StandingRead


async def find_dossier(connection: Connection, vault: Vault, id_or_code: str, reach: Collection[str]) -> DossierRead:
    """Refuses a dossier that is not there and one out of reach alike."""
    id_ = as_uuid(id_or_code)
    row = await connection.fetchrow(_BY_ID if id_ else _BY_CODE, scope_of(reach), id_ or id_or_code)
    if row is None:
        raise NotFound("dossier_not_found", "Không có hồ sơ này, hoặc hồ sơ không thuộc đơn vị của tài khoản")
    return read_dossier(row, vault)


async def read_found(connection: Connection, vault: Vault, ids: Sequence[UUID]) -> list[DossierRead]:
    """In the order given; whoever found them has seen to the reach."""
    rows = {row["id"]: row for row in await connection.fetch(_FOUND, list(ids))}
    return [read_dossier(rows[id_], vault) for id_ in ids if id_ in rows]


async def read_named(
    connection: Connection, vault: Vault, ids: Sequence[UUID], reach: Collection[str]
) -> list[DossierRead]:
    """Those of the given that are in reach, in the order given."""
    rows = {row["id"]: row for row in await connection.fetch(_NAMED, scope_of(reach), list(ids))}
    return [read_dossier(rows[id_], vault) for id_ in ids if id_ in rows]


def read_dossier(row: asyncpg.Record, vault: Vault) -> DossierRead:
    values = dict(row)
    opened = open_number(vault, values["id"], values.pop("identity_sealed"))
    values["identity_number"] = opened or values["identity_number"]
    values["proxy"] = open_proxy(vault, values["id"], values["proxy"])
    standing = StandingRead(
        values.pop("version"),
        values.pop("state"),
        *(values.pop(f"{name}_now") for name in ("office", "due_at", "due_on", "ended_at", "returned_at")),
    )
    return DossierRead(**values, standing=standing)
