"""Writes the catalogue of procedures in bulk: rows go in by COPY, then one upsert that touches only what changed."""

import json
from collections.abc import Mapping, Sequence

from services.intake.domain.catalogue import PublishedProcedure, RequiredPaper, write_terms
from shared.db.database import Connection
from shared.text import fold

_PROCEDURES = (
    *("code", "version", "valid_from", "valid_to", "name", "folded", "field", "levels", "decision", "agency"),
    *("subjects", "channels", "term_unit", "term_amount", "term_source", "term_text", "terms"),
    *("fee_min", "fee_max", "fee_text", "result", "source"),
)
_PAPERS = ("procedure", "version", "number", "when", "name", "form_file", "originals", "copies")


class Catalogue:
    """Procedures, papers and fields in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def save_fields(self, fields: Mapping[str, str | None]) -> int:
        rows = [(name, code) for name, code in fields.items()]
        return await self._copy_and_upsert("fields", ["name", "code"], ["name"], rows)

    async def save_procedures(self, procedures: Sequence[PublishedProcedure]) -> int:
        """How many rows were new or changed."""
        rows = [_procedure_row(procedure) for procedure in procedures]
        return await self._copy_and_upsert("procedures", _PROCEDURES, ["code", "version"], rows)

    async def save_papers(self, papers: Mapping[str, Sequence[RequiredPaper]], version: int) -> int:
        rows = [
            (code, version, p.number, p.when, p.name, p.form_file, p.originals, p.copies)
            for code, required in papers.items()
            for p in required
        ]
        return await self._copy_and_upsert("procedure_papers", _PAPERS, ["procedure", "version", "number"], rows)

    async def _copy_and_upsert(
        self, table: str, columns: Sequence[str], key: Sequence[str], rows: Sequence[tuple[object, ...]]
    ) -> int:
        names = ", ".join(f'"{column}"' for column in columns)
        read = ", ".join("terms::jsonb" if column == "terms" else f'"{column}"' for column in columns)
        taken = ", ".join(f'excluded."{column}"' for column in columns)
        sets = ", ".join(f'"{column}" = excluded."{column}"' for column in columns)
        kept = ", ".join(f'{table}."{column}"' for column in columns)
        await self._connection.execute(f"create temp table incoming (like intake.{table}) on commit drop")
        if "terms" in columns:  # COPY is binary, and our jsonb travels as text
            await self._connection.execute("alter table incoming alter column terms type text")
        await self._connection.copy_records_to_table("incoming", records=rows, columns=columns)
        done = await self._connection.execute(
            f"insert into intake.{table} ({names}) select {read} from incoming on conflict ({', '.join(key)}) "
            f"do update set {sets} where ({kept}) is distinct from ({taken})"
        )
        await self._connection.execute("drop table incoming")
        return int(done.rsplit(" ", 1)[1])


def _procedure_row(p: PublishedProcedure) -> tuple[object, ...]:
    unit, amount = (p.term.unit.value, p.term.amount) if p.term else (None, None)
    return (
        *(p.code, p.version, p.valid_from, p.valid_to, p.name, fold(p.name), p.field, list(p.levels)),
        *(p.decision, p.agency, p.subjects, [str(channel) for channel in p.channels], unit, amount),
        *(
            p.term_source,
            p.term_text,
            json.dumps(write_terms(p.terms)),
            p.fee_min,
            p.fee_max,
            p.fee_text,
            p.result,
            p.source,
        ),
    )
