"""Writes the catalogue of procedures in bulk: rows go in by COPY, then one upsert that touches only what changed."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from services.intake.domain.catalogue.catalogue import PublishedProcedure, RequiredPaper
from services.intake.domain.catalogue.version_document import write_version
from shared.db.database import Connection
from shared.text import fold

_PROCEDURES = (
    *("code", "version", "valid_from", "valid_to", "name", "folded", "field", "levels", "decision", "agency"),
    *("subjects", "channels", "term_unit", "term_amount", "term_source", "term_text", "terms"),
    *("fee_min", "fee_max", "fee_text", "result", "source", "cases", "fees", "results", "stages", "online"),
    *("is_no_wait", "needs_no_receipt", "retention_months", "group", "published_in"),
)
_DOCUMENTS = frozenset({"terms", "cases", "fees", "results", "stages"})
_PAPERS = ("procedure", "version", "number", "when", "name", "form_file", "originals", "copies", "electronic")
_END = """
update intake.procedures set valid_to = $2
where code = any($1::text[]) and valid_from <= $2 and $2 < coalesce(valid_to, 'infinity'::date)
"""


class Catalogue:
    """Procedures, papers and fields in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add_fields(self, names: Collection[str]) -> None:
        """Names that are not there yet; codes come with the reference data."""
        sql = "insert into intake.fields (name) select * from unnest($1::text[]) on conflict do nothing"
        await self._connection.execute(sql, sorted(names))

    async def save_fields(self, fields: Mapping[str, str | None]) -> int:
        rows = [(name, code) for name, code in fields.items()]
        return await self._copy_and_upsert("fields", ["name", "code"], ["name"], rows)

    async def save_procedures(self, procedures: Sequence[PublishedProcedure]) -> int:
        """How many rows were new or changed. What a decision made or ended stays as the decision left it."""
        rows = [_procedure_row(procedure) for procedure in procedures]
        kept = ("valid_to",)  # an ended version is never opened again by loading it once more
        ours = "procedures.published_in is null"
        return await self._copy_and_upsert("procedures", _PROCEDURES, ["code", "version"], rows, kept, ours)

    async def save_papers(self, papers: Mapping[tuple[str, int], Sequence[RequiredPaper]]) -> int:
        """By code and version; papers of a version that is not there, or that a decision made, are left alone."""
        rows = [
            (code, version, p.number, p.when, p.name, p.form_file, p.originals, p.copies, p.electronic)
            for (code, version), required in papers.items()
            for p in required
        ]
        return await self._copy_and_upsert("procedure_papers", _PAPERS, ["procedure", "version", "number"], rows)

    async def end(self, codes: Sequence[str], first_day_without: date) -> None:
        """The versions in force the day before end with it."""
        if codes:
            await self._connection.execute(_END, list(codes), first_day_without - timedelta(days=1))

    async def _copy_and_upsert(
        self,
        table: str,
        columns: Sequence[str],
        key: Sequence[str],
        rows: Sequence[tuple[object, ...]],
        kept: Sequence[str] = (),
        only_where: str = "true",
    ) -> int:
        changing = [column for column in columns if column not in kept]
        names = ", ".join(f'"{column}"' for column in columns)
        read = ", ".join(f'"{column}"::jsonb' if column in _DOCUMENTS else f'"{column}"' for column in columns)
        taken = ", ".join(f'excluded."{column}"' for column in changing)
        sets = ", ".join(f'"{column}" = excluded."{column}"' for column in changing)
        present = ", ".join(f'{table}."{column}"' for column in changing)
        await self._connection.execute(f"create temp table incoming as select {names} from intake.{table} limit 0")
        for column in _DOCUMENTS.intersection(columns):  # COPY is binary, and our jsonb travels as text
            await self._connection.execute(f"alter table incoming alter column {column} type text")
        await self._connection.copy_records_to_table("incoming", records=rows, columns=columns)
        done = await self._connection.execute(
            f"insert into intake.{table} ({names}) select {read} from incoming on conflict ({', '.join(key)}) "
            f"do update set {sets} where ({present}) is distinct from ({taken}) and {only_where}"
        )
        await self._connection.execute("drop table incoming")
        return int(done.rsplit(" ", 1)[1])


def _procedure_row(p: PublishedProcedure) -> tuple[object, ...]:
    document = write_version(p, ())
    unit, amount = document["term"] or (None, None)
    values = {**document, "term_unit": unit, "term_amount": amount, "folded": fold(p.name)}
    values |= {name: json.dumps(document[name], ensure_ascii=False) for name in _DOCUMENTS}
    values |= {name: getattr(p, name) for name in ("code", "version", "valid_from", "valid_to", "published_in")}
    return tuple(values[name] for name in _PROCEDURES)
