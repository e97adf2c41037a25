"""Dossiers from register books: what is known of their codes, and writing many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.domain.dossiers.applicant import Applicant
from services.intake.domain.dossiers.dossier_code import read_dossier_code
from services.intake.domain.register.entry import Entry
from services.intake.domain.register.progress import KnownDossier
from services.intake.vault.people import seal_people
from services.intake.vault.vault import Vault
from shared.contracts.terms import Level
from shared.db.database import Connection

_KNOWN = """
select id, code, office, procedure, channel, accepted_at, due_at, applicant_name, origin, outcome, ended_at,
  returned_at, entry_digest, erased_at
from intake.dossiers where code = any($1::text[]) for update
"""
_INSERT = """
insert into intake.dossiers (id, code, office, desk, procedure, procedure_version, procedure_name, field, level,
  channel, accepted_at, counts_by, due_at, due_on, origin, received_by, applicant_name, applicant_kind,
  identity_sealed, identity_is_odd, marks, phone, address, sets, papers, lead_agency, result_way, note, outcome,
  ended_at, returned_at, register_import, entry_digest)
select id, code, office, office, procedure, version, procedure_name, field, level, channel, accepted_at, 'day', due_at,
  (due_at at time zone 'Asia/Ho_Chi_Minh')::date, 'register', $3, applicant_name, 'citizen', identity,
  is_odd, string_to_array(marks, ' '), nullif(phone, ''),
  nullif(address, ''), sets, '[]', nullif(lead, ''), nullif(way, ''), nullif(note, ''),
  outcome, ended_at, returned_at, $4, digest
from unnest($5::uuid[], $6::text[], $7::text[], $8::int[], $9::text[], $10::text[], $11::text[], $12::timestamptz[],
  $13::timestamptz[], $14::text[], $15::bytea[], $16::boolean[], $17::text[], $18::text[], $19::text[],
  $20::smallint[], $21::text[], $22::text[], $23::text[], $24::text[], $25::timestamptz[], $26::timestamptz[],
  $27::bytea[], $1::text[], $2::text[])
  as t(id, code, procedure, version, procedure_name, field, channel, accepted_at, due_at, applicant_name, identity,
    is_odd, marks, phone, address, sets, lead, way, note, outcome, ended_at, returned_at, digest, office,
    level)
"""
# What a book leaves out (a register printed by us has no identity numbers) takes nothing away.
_UPDATE = """
update intake.dossiers d set identity_sealed = coalesce(t.identity, d.identity_sealed),
  identity_is_odd = case when t.identity is null then d.identity_is_odd else t.is_odd end,
  marks = string_to_array(t.marks, ' ') || case when t.identity is null then
    array(select mark from unnest(d.marks) mark where mark like '#%') else '{}' end,
  phone = coalesce(nullif(t.phone, ''), d.phone), address = coalesce(nullif(t.address, ''), d.address),
  sets = t.sets, lead_agency = coalesce(nullif(t.lead, ''), d.lead_agency),
  result_way = coalesce(nullif(t.way, ''), d.result_way), note = coalesce(nullif(t.note, ''), d.note),
  outcome = t.outcome, ended_at = t.ended_at, returned_at = t.returned_at, register_import = $1,
  entry_digest = t.digest
from unnest($2::uuid[], $3::bytea[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::smallint[], $9::text[],
  $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::bytea[])
  as t(id, identity, is_odd, marks, phone, address, sets, lead, way, note, outcome, ended_at, returned_at, digest)
where d.id = t.id
"""
# Codes of the book are used up: a later receipt under the same prefix and day goes on behind them.
_RAISE_NUMBERS = """
insert into intake.dossier_numbers as n (prefix, day, last)
select * from unnest($1::text[], $2::date[], $3::int[]) as t(prefix, day, last) order by prefix, day
on conflict (prefix, day) do update set last = greatest(n.last, excluded.last)
"""


@dataclass(frozen=True, slots=True)
class NewDossier:
    """A row of a book that becomes a dossier, with what the catalogue says of its procedure."""

    id: UUID
    entry: Entry
    office: str
    level: Level
    procedure_version: int
    procedure_name: str
    field: str


class RegisterDossiers:
    """Dossiers of one book, of one or of many offices, in one transaction."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    async def known(self, codes: Sequence[str]) -> dict[str, KnownDossier]:
        return {row["code"]: KnownDossier(**row) for row in await self._connection.fetch(_KNOWN, list(codes))}

    async def add(self, new: Sequence[NewDossier], *, received_by: str, register_import: UUID) -> None:
        rows = [self._new_row(one) for one in new]
        if rows:
            columns = map(list, zip(*rows, strict=True))
            offices, levels = [one.office for one in new], [one.level.value for one in new]
            await self._connection.execute(_INSERT, offices, levels, received_by, register_import, *columns)
            await self._raise_numbers(one.entry.code for one in new)

    async def update(self, changed: Sequence[tuple[UUID, Entry]], register_import: UUID) -> None:
        rows = [
            (id_, *self._details(id_, e), e.outcome, e.ended_at, e.returned_at, self._digest(e)) for id_, e in changed
        ]
        if rows:
            await self._connection.execute(_UPDATE, register_import, *map(list, zip(*rows, strict=True)))

    async def _raise_numbers(self, codes: Iterable[str]) -> None:
        last: dict[tuple[str, date], int] = {}
        for text in codes:
            code = read_dossier_code(text)
            if code and code.day:
                last[code.prefix, code.day] = max(last.get((code.prefix, code.day), 0), code.number)
        if last:
            rows = [(*key, number) for key, number in last.items()]
            await self._connection.execute(_RAISE_NUMBERS, *map(list, zip(*rows, strict=True)))

    def _new_row(self, new: NewDossier) -> tuple[object, ...]:
        e = new.entry
        return (
            *(new.id, e.code, e.procedure, new.procedure_version, new.procedure_name, new.field, e.channel),
            *(e.accepted_at, e.due_at, e.applicant, *self._details(new.id, e), e.outcome, e.ended_at, e.returned_at),
            self._digest(e),
        )

    def _details(self, id_: UUID, e: Entry) -> tuple[object, ...]:
        applicant = Applicant(e.applicant, identity_number=e.identity_number or None, phone=e.phone or None)
        people = seal_people(self._vault, id_, applicant, None)
        return (
            *(people.identity_sealed, e.identity_is_odd, " ".join(people.marks), e.phone, e.address, e.sets),
            *(e.lead_agency, e.result_way, e.note),
        )

    def _digest(self, entry: Entry) -> bytes:
        return self._vault.digests(entry.digest)[0]
