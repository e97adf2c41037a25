"""Whose dossiers and filings are, many at once, for the door that tells them to the national portal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from services.intake.domain.organisation.reach import scope_of
from services.intake.domain.privacy.views import View
from services.intake.vault.people import open_number
from services.intake.vault.vault import Vault
from shared.db.database import Connection
from shared.errors import NotFound

_PEOPLE = """
t.applicant_name, t.applicant_kind, t.identity_sealed, t.phone, t.address, t.email, t.born_on,
t.proxy ->> 'name' as filer_name, t.summary, t.papers, t.fees, t.result_way
"""
# A number in clear is of a release before sealing: the key job empties it within minutes, and it is not told.
_DOSSIERS = f"""
select t.id, {_PEOPLE}, t.erased_at, t.filing, f.source, f.source_code, f.filed_at, '[]'::jsonb as answers
from intake.dossiers t left join intake.filings f on f.id = t.filing
where t.id = any($2::uuid[]) and ($1::text[] is null or exists (
  select from intake.offices o where o.code in (t.office, t.desk) and o.reach && $1::text[]))
"""
_FILINGS = f"""
select t.id, {_PEOPLE}, null::timestamptz as erased_at, null::uuid as filing, t.source, t.source_code,
  t.filed_at, coalesce((
    select jsonb_agg(jsonb_build_object('version', a.version, 'act', a.act, 'says', a.says) order by a.version)
    from intake.filing_acts a where a.filing = t.id and a.says is not null and a.act <> 'completed'), '[]') as answers
from intake.filings t
where t.id = any($2::uuid[]) and ($1::text[] is null or exists (
  select from intake.offices o where o.code in (t.office, t.desk) and o.reach && $1::text[]))
"""
_NAME = """
select coalesce(t.code, t.id::text) from (
  select id, code, office, desk from intake.dossiers union all select id, slip, office, desk from intake.filings) t
where t.id = $2 and ($1::text[] is null or exists (
  select from intake.offices o where o.code in (t.office, t.desk) and o.reach && $1::text[]))
"""
_LOG = """
insert into intake.views (at, subject, roles, offices, dossier, what)
select $1, $2, $3, $4, dossier, $5 from unnest($6::uuid[]) as dossier
"""


@dataclass(frozen=True, slots=True)
class MatterRead:
    """A dossier or filing with its people; `answers` are what a desk said to a filing."""

    id: UUID
    applicant_name: str
    applicant_kind: str
    identity_number: str | None
    phone: str | None
    address: str | None
    email: str | None
    born_on: date | None
    filer_name: str | None
    summary: str | None
    papers: list[dict[str, Any]]
    fees: list[dict[str, Any]]
    result_way: str | None
    erased_at: datetime | None
    filing: UUID | None
    source: str | None
    source_code: str | None
    filed_at: datetime | None
    answers: list[dict[str, Any]]


async def read_matters(
    connection: Connection, vault: Vault, dossiers: Sequence[UUID], filings: Sequence[UUID], reach: Collection[str]
) -> list[MatterRead]:
    """Those in reach; the others are left out."""
    scope = scope_of(reach)
    rows = list(await connection.fetch(_DOSSIERS, scope, dossiers)) if dossiers else []
    rows += await connection.fetch(_FILINGS, scope, filings) if filings else []
    return [_matter(row, vault) for row in rows]


async def name_matter(connection: Connection, id_: UUID, reach: Collection[str]) -> str:
    """What a dossier or filing in reach is called. Refuses `matter_not_found`."""
    name: str | None = await connection.fetchval(_NAME, scope_of(reach), id_)
    if name is None:
        raise NotFound("matter_not_found", "Không có hồ sơ này, hoặc hồ sơ không thuộc đơn vị của tài khoản")
    return name


async def log_matters(connection: Connection, view: View, dossiers: Sequence[UUID]) -> None:
    """One line of the log of views for each, in one statement."""
    v = view
    await connection.execute(_LOG, v.at, v.subject, list(v.roles), list(v.offices), v.what.value, list(dossiers))


def _matter(row: asyncpg.Record, vault: Vault) -> MatterRead:
    values = dict(row)
    values["identity_number"] = open_number(vault, values["id"], values.pop("identity_sealed"))
    return MatterRead(**values)
