"""Reads the catalogue of procedures: one version for a day, all versions, their papers."""

from collections.abc import Collection
from datetime import date

import asyncpg

from services.intake.domain.catalogue.catalogue import PublishedProcedure, RequiredPaper, papers_for
from services.intake.domain.catalogue.version_document import read_version
from shared.db.database import Connection
from shared.errors import NotFound

COLUMNS = """
code, version, valid_from, valid_to, name, field, levels, decision, agency, subjects, channels, term_unit,
term_amount, term_source, term_text, terms, fee_min, fee_max, fee_text, result, source, cases, fees, results, stages,
online, is_no_wait, needs_no_receipt, retention_months, "group", published_in
"""
# The version in force that day, else the one nearest to it: old books name procedures that were renewed since.
_FOR_DAY = f"""
select {COLUMNS} from intake.procedures where code = $1
order by (valid_from <= $2 and $2 <= coalesce(valid_to, 'infinity'::date)) desc, abs(valid_from - $2), version desc
limit 1
"""
_FIELDS_OF = """
select t.code, t.day, p.version, p.field, p.name from unnest($1::text[], $2::date[]) as t(code, day)
cross join lateral (
  select version, field, name from intake.procedures where code = t.code
  order by (valid_from <= t.day and t.day <= coalesce(valid_to, 'infinity'::date)) desc, abs(valid_from - t.day),
    version desc limit 1) as p
"""
_PAPERS = """
select number, "when", name, form_file, originals, copies, electronic from intake.procedure_papers
where procedure = $1 and version = $2 order by number
"""
_VERSION = f"select {COLUMNS} from intake.procedures where code = $1 and version = $2"
_MADE_HERE = "select code from intake.procedures where version = 1 and published_in is not null"
_VERSIONS = f"select {COLUMNS} from intake.procedures where code = $1 order by version desc limit 200"


def procedure_of(row: asyncpg.Record) -> PublishedProcedure:
    """Columns hold what a document holds, but for the term, in two of them, and papers, which have their table."""
    term = [row["term_unit"], row["term_amount"]] if row["term_unit"] else None
    valid = row["valid_from"], row["valid_to"]
    document = {**row, "term": term, "papers": ()}
    return read_version(row["code"], row["version"], valid, document, row["published_in"])[0]


async def find_procedure(connection: Connection, code: str, on: date) -> PublishedProcedure:
    row = await connection.fetchrow(_FOR_DAY, code, on)
    if row is None:
        raise NotFound("procedure_not_found", "Không có thủ tục hành chính mang mã này trong danh mục")
    return procedure_of(row)


async def fields_of(
    connection: Connection, wanted: Collection[tuple[str, date]]
) -> dict[tuple[str, date], tuple[int, str, str]]:
    """Version, field and name of each code that the catalogue knows, as of the day it is wanted for."""
    codes, days = [code for code, _ in wanted], [day for _, day in wanted]
    rows = await connection.fetch(_FIELDS_OF, codes, days)
    return {(row["code"], row["day"]): (row["version"], row["field"], row["name"]) for row in rows}


async def papers_of(connection: Connection, code: str, version: int) -> list[RequiredPaper]:
    return [RequiredPaper(**row) for row in await connection.fetch(_PAPERS, code, version)]


async def asked_for(connection: Connection, code: str, version: int, case: str | None) -> list[RequiredPaper]:
    """The papers that a version asks for in one case; none where a book named a procedure that is not known."""
    papers = await papers_of(connection, code, version)
    return papers_for(papers, (await find_version(connection, code, version)).cases, case) if papers else []


async def find_version(connection: Connection, code: str, version: int) -> PublishedProcedure:
    """One version, whatever its days."""
    row = await connection.fetchrow(_VERSION, code, version)
    if row is None:
        raise NotFound("procedure_version_not_found", "Thủ tục này không có phiên bản đó")
    return procedure_of(row)


async def versions_of(connection: Connection, code: str) -> list[PublishedProcedure]:
    """Every version, the newest first."""
    return [procedure_of(row) for row in await connection.fetch(_VERSIONS, code)]


async def first_published_here(connection: Connection) -> set[str]:
    """Codes whose first version a decision made, so that the reference data are not theirs."""
    return {row["code"] for row in await connection.fetch(_MADE_HERE)}
