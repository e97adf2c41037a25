"""Filings as far as their facts are known: found by id and written, all acts together."""

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from services.stats.domain.filing import Filing, FilingAct, pending_spans
from services.stats.domain.spans import united
from services.stats.repository.dossier_columns import ranges_text
from shared.db.database import Connection

_COLUMNS = {
    "id": "uuid",
    "desk": "text",
    "office": "text",
    "procedure": "text",
    "field": "text",
    "channel": "text",
    "source": "text",
    "filed_at": "timestamptz",
    "reason": "text",
    "dossier": "uuid",
    "version": "int",
    "state": "text",
    "acts": "jsonb",
    "filed_on": "date",
    "refused_on": "date",
    "owed_until": "timestamptz",
    "pending": "datemultirange",
    "pending_late": "datemultirange",
}
_AS_TEXT = {"jsonb", "datemultirange"}
_NAMES = ", ".join(_COLUMNS)
_GIVEN = ", ".join(
    f"${number}::{'text' if kind in _AS_TEXT else kind}[]" for number, kind in enumerate(_COLUMNS.values(), start=1)
)
_CASTS = ", ".join(f"t.{name}::{kind}" for name, kind in _COLUMNS.items())
_SAVE = f"""
insert into {{schema}}.filings ({_NAMES}) select {_CASTS} from unnest({_GIVEN}) as t({_NAMES})
on conflict (id) do update set {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "id")}
"""
_SELECT = (
    "select id, desk, office, procedure, field, channel, source, filed_at, reason, dossier, acts from {schema}.filings"
)
_AT_ONCE = 2_000


class Filings:
    """The filings of one set of books."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._select = _SELECT.format(schema=schema)
        self._save = _SAVE.format(schema=schema)

    async def known(self, ids: Iterable[UUID]) -> dict[UUID, Filing]:
        rows = await self._connection.fetch(f"{self._select} where id = any($1::uuid[])", list(ids))
        return {row["id"]: _filing_of(row) for row in rows}

    async def save(self, filings: Sequence[Filing]) -> None:
        if filings:
            await self._connection.execute(self._save, *map(list, zip(*map(_row_of, filings), strict=True)))

    async def read_through(self) -> AsyncIterator[list[Filing]]:
        """All of them in batches, in flat memory (inside a transaction)."""
        cursor = await self._connection.cursor(self._select)
        while rows := await cursor.fetch(_AT_ONCE):
            yield [_filing_of(row) for row in rows]


def _row_of(filing: Filing) -> tuple[object, ...]:
    f, spans = filing, tuple(pending_spans(filing))
    acts = [(act.version, act.at.isoformat(), act.state, act.answer_due_at.isoformat()) for act in f.acts]
    return (
        *(f.id, f.desk, f.office, f.procedure, f.field, f.channel, f.source, f.filed_at, f.reason, f.dossier),
        *(f.version, f.state, json.dumps(acts), f.filed_on, f.refused_on, f.owed_until),
        *(ranges_text(united(pending for pending, _ in spans)), ranges_text(united(late for _, late in spans))),
    )


def _filing_of(row: Record) -> Filing:
    values: dict[str, Any] = dict(row)
    acts = tuple(FilingAct(number, _at(at), state, _at(due)) for number, at, state, due in values.pop("acts"))
    return Filing(**values, acts=acts)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
