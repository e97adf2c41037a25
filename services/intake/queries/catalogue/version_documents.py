"""The versions in force on a day as documents, as a catalogue file is compared with them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from services.intake.domain.catalogue.catalogue import RequiredPaper
from services.intake.domain.catalogue.version_document import Document, write_version
from services.intake.queries.catalogue.procedures import COLUMNS, procedure_of
from shared.db.database import Connection

_IN_FORCE = "valid_from <= $2 and $2 <= coalesce(valid_to, 'infinity'::date)"
_VERSIONS = f"select {COLUMNS} from intake.procedures where code = any($1::text[]) and {_IN_FORCE}"
_PAPERS = f"""
select r.procedure, r.number, r."when", r.name, r.form_file, r.originals, r.copies, r.electronic
from intake.procedure_papers r
join intake.procedures p on p.code = r.procedure and p.version = r.version
where p.code = any($1::text[]) and {_IN_FORCE} order by r.procedure, r.number
"""
_MISSING = f"""
select code, name from intake.procedures
where not code = any($1::text[]) and {_IN_FORCE} and field = any($3::text[]) order by code
"""
_PREPARED = """
select procedure, content from intake.publishing_items
where decision = $1 and procedure = any($2::text[]) and content is not null
"""


async def versions_on(connection: Connection, codes: Collection[str], on: date) -> dict[str, Document]:
    """By code; a procedure that is not in force that day is missing."""
    papers: dict[str, list[RequiredPaper]] = {}
    for row in await connection.fetch(_PAPERS, list(codes), on):
        values = dict(row)
        papers.setdefault(values.pop("procedure"), []).append(RequiredPaper(**values))
    found = [procedure_of(row) for row in await connection.fetch(_VERSIONS, list(codes), on)]
    return {procedure.code: write_version(procedure, papers.get(procedure.code, ())) for procedure in found}


async def prepared_in(connection: Connection, decision: UUID, codes: Collection[str]) -> dict[str, Document]:
    """What a draft decision already holds for the procedures."""
    rows = await connection.fetch(_PREPARED, decision, list(codes))
    return {row["procedure"]: row["content"] for row in rows}


async def missing_from(
    connection: Connection, codes: Collection[str], fields: Collection[str], on: date
) -> list[tuple[str, str]]:
    """Code and name of what is in force in those fields but not among the codes."""
    return [(row["code"], row["name"]) for row in await connection.fetch(_MISSING, list(codes), on, list(fields))]
