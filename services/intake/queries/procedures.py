"""Reads the catalogue of procedures: one version for a day, its papers, and searches."""

from datetime import date

import asyncpg

from services.intake.domain.catalogue import PublishedProcedure, RequiredPaper, read_terms
from services.intake.queries.offices import like_escaped
from shared.db.database import Connection
from shared.errors import NotFound
from shared.text import fold
from shared.worktime import Term, Unit

_COLUMNS = """
code, version, valid_from, valid_to, name, field, levels, decision, agency, subjects, channels, term_unit,
term_amount, term_source, term_text, terms, fee_min, fee_max, fee_text, result, source
"""
# The version in force that day, else the one nearest to it: old books name procedures that were renewed since.
_FOR_DAY = f"""
select {_COLUMNS} from intake.procedures where code = $1
order by (valid_from <= $2 and $2 <= coalesce(valid_to, 'infinity'::date)) desc, abs(valid_from - $2), version desc
limit 1
"""
_FIELDS_OF = """
select distinct on (code) code, version, field, name from intake.procedures
where code = any($1::text[]) order by code, version desc
"""
_PAPERS = """
select number, "when", name, form_file, originals, copies from intake.procedure_papers
where procedure = $1 and version = $2 order by number
"""
_LIST = f"""
select {_COLUMNS} from intake.procedures p
where version = (select max(version) from intake.procedures n where n.code = p.code)
  and ($1::text is null or field = $1) and ($2::text is null or $2 = any(levels))
  and ($3::text is null or folded like '%' || $3 || '%' or code like $4)
  and ($5::text is null or code > $5)
order by code limit $6
"""


def procedure_of(row: asyncpg.Record) -> PublishedProcedure:
    values = dict(row)
    unit, amount = values.pop("term_unit"), values.pop("term_amount")
    values["term"] = Term(Unit(unit), amount) if unit else None
    values["terms"] = read_terms(values["terms"])
    values["levels"], values["channels"] = tuple(values["levels"]), tuple(values["channels"])
    return PublishedProcedure(**values)


async def find_procedure(connection: Connection, code: str, on: date) -> PublishedProcedure:
    row = await connection.fetchrow(_FOR_DAY, code, on)
    if row is None:
        raise NotFound("procedure_not_found", "Không có thủ tục hành chính mang mã này trong danh mục")
    return procedure_of(row)


async def fields_of(connection: Connection, codes: list[str]) -> dict[str, tuple[int, str, str]]:
    """Version, field and name of each code that the catalogue knows."""
    rows = await connection.fetch(_FIELDS_OF, codes)
    return {row["code"]: (row["version"], row["field"], row["name"]) for row in rows}


async def papers_of(connection: Connection, code: str, version: int) -> list[RequiredPaper]:
    return [RequiredPaper(**row) for row in await connection.fetch(_PAPERS, code, version)]


async def list_procedures(
    connection: Connection, *, q: str | None, field: str | None, level: str | None, after: str | None, limit: int
) -> list[PublishedProcedure]:
    """The newest version of each, in order of code."""
    folded = like_escaped(fold(q)) if q else None
    prefix = like_escaped(q) + "%" if q else None
    rows = await connection.fetch(_LIST, field, level, folded, prefix, after, limit)
    return [procedure_of(row) for row in rows]
