"""How a dossier lies in its row: the columns with their types, and the way there and back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from asyncpg import Record

from services.stats.domain.dossier import Dossier, Due, Letter, Move, Wait
from services.stats.domain.punctuality import classify, has_letter_in_time
from services.stats.domain.spans import FOREVER, Spans, overdue_spans, waiting_spans
from services.stats.domain.stays import moved_on

KEPT: Mapping[str, str] = {
    "id": "uuid",
    "code": "text",
    "version": "int",
    "office": "text",
    "desk": "text",
    "procedure": "text",
    "field": "text",
    "level": "text",
    "channel": "text",
    "origin": "text",
    "state": "text",
    "counts_by": "text",
    "accepted_at": "timestamptz",
    "accepted_on": "date",
    "due_at": "timestamptz",
    "due_on": "date",
    "outcome": "text",
    "ended_at": "timestamptz",
    "ended_on": "date",
    "returned_at": "timestamptz",
    "cause": "text",
    "history": "jsonb",
}
DERIVED: Mapping[str, str] = {
    "class": "text",
    "has_letter": "bool",
    "resolved_on": "date",
    "waiting": "datemultirange",
    "overdue": "datemultirange",
    "was_at": "text[]",
    "moved_on": "date[]",
}
COLUMNS: Mapping[str, str] = {**KEPT, **DERIVED}
_AS_TEXT = {
    "jsonb",
    "datemultirange",
    "text[]",
    "date[]",
}  # sent as text, cast in SQL: no codec call a value


def arrays() -> str:
    """`$1::uuid[], $2::text[], …` for one row set of all columns."""
    kinds = ("text" if kind in _AS_TEXT else kind for kind in COLUMNS.values())
    return ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(kinds, start=1))


def casts() -> str:
    return ", ".join(f"t.{name}::{kind}" if kind in _AS_TEXT else f"t.{name}" for name, kind in COLUMNS.items())


def row_of(dossier: Dossier) -> tuple[object, ...]:
    """Values of `COLUMNS`, in its order."""
    d, due = dossier, dossier.due
    waiting = waiting_spans(d)
    return (
        *(d.id, d.code, d.version, d.office, d.desk, d.procedure, d.field, d.level, d.channel, d.origin, d.state),
        *(d.counts_by, d.accepted_at, d.accepted_on, due.due_at if due else None, due.due_on if due else None),
        *(d.outcome, d.ended_at, d.ended_on, d.returned_at, d.cause, None if d.is_plain else _history(d)),
        *(classify(d), has_letter_in_time(d), d.resolved_on, _ranges(waiting), _ranges(overdue_spans(d, waiting))),
        *(_array(m.office_from for m in d.moves), _array(moved_on(d, m) for m in d.moves)),
    )


def _history(dossier: Dossier) -> str:
    history: dict[str, Any] = {"dues": dossier.dues, "waits": dossier.waits, "letters": dossier.letters}
    if dossier.moves:
        history["moves"] = dossier.moves
    return json.dumps(history, default=lambda moment: moment.isoformat())


def _ranges(spans: Spans) -> str | None:
    if not spans:
        return None
    return "{" + ",".join(f"[{first},{'' if after == FOREVER else after})" for first, after in spans) + "}"


def _array(values: Iterable[object]) -> str | None:
    """Office codes and days need no quotes in an array's text."""
    text = ",".join(map(str, values))
    return f"{{{text}}}" if text else None


def dossier_of(row: Record) -> Dossier:
    """The dossier of a row with the columns of `KEPT`."""
    same = {name: row[name] for name in _SAME}
    if row["history"]:
        return Dossier(**same, **_moments(row["history"]))
    due = () if row["due_at"] is None else (Due(row["accepted_at"], row["due_at"], row["due_on"]),)
    return Dossier(**same, dues=due, waits=(), letters=())


_SAME = tuple(name for name in KEPT if name not in {"due_at", "due_on", "history"})


def _moments(history: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "dues": tuple(Due(_at(a), _at(b), date.fromisoformat(c)) for a, b, c in history["dues"]),
        "waits": tuple(Wait(reason, _at(a), _at(b) if b else None) for reason, a, b in history["waits"]),
        "letters": tuple(Letter(date.fromisoformat(a), date.fromisoformat(b)) for a, b in history["letters"]),
        "moves": tuple(Move(_at(a), b, c) for a, b, c in history.get("moves", ())),
    }


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
