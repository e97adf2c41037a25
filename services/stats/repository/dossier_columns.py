"""How a dossier lies in its row: the columns with their types, and the way there and back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from asyncpg import Record

from services.stats.domain import index_reading
from services.stats.domain.dossier import Dossier, Due, Letter, Move, Step, Wait
from services.stats.domain.duration import taken
from services.stats.domain.punctuality import classify, has_letter_in_time, is_late_by_reappointment
from services.stats.domain.spans import FOREVER, Spans, overdue_spans, waiting_spans
from services.stats.domain.stays import moved_on
from shared.worktime import legal_day

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
    "steps": "jsonb",
}
DERIVED: Mapping[str, str] = {
    "class": "text",
    "has_letter": "bool",
    "resolved_on": "date",
    "waiting": "datemultirange",
    "overdue": "datemultirange",
    "was_at": "text[]",
    "moved_on": "date[]",
    "index_overdue": "datemultirange",
    "index_in_time": "bool",
    "late_by_reappointment": "bool",
    "returned_on": "date",
    "gross_minutes": "int",
    "net_minutes": "int",
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
    d, due, how = dossier, dossier.due, classify(dossier)
    took = taken(d, how)
    waiting = waiting_spans(d)
    return (
        *(d.id, d.code, d.version, d.office, d.desk, d.procedure, d.field, d.level, d.channel, d.origin, d.state),
        *(d.counts_by, d.accepted_at, d.accepted_on, due.due_at if due else None, due.due_on if due else None),
        *(d.outcome, d.ended_at, d.ended_on, d.returned_at, d.cause, None if d.is_plain else _history(d), _steps(d)),
        *(how, has_letter_in_time(d), d.resolved_on, ranges_text(waiting), ranges_text(overdue_spans(d, waiting))),
        *(_array(m.office_from for m in d.moves), _array(moved_on(d, m) for m in d.moves)),
        *(ranges_text(index_reading.late_spans(d)), index_reading.ends_in_time(d), is_late_by_reappointment(d, how)),
        *(legal_day(d.returned_at) if d.returned_at else None, took and took.gross, took and took.net),
    )


def _steps(dossier: Dossier) -> str | None:
    return json.dumps(dossier.steps, default=_written, ensure_ascii=False) if dossier.steps else None


def _history(dossier: Dossier) -> str:
    history: dict[str, Any] = {"dues": dossier.dues, "waits": dossier.waits, "letters": dossier.letters}
    if dossier.moves:
        history["moves"] = dossier.moves
    return json.dumps(history, default=_written)


def _written(moment: datetime | date) -> str:
    return moment.isoformat()


def ranges_text(spans: Spans) -> str | None:
    """As text of a datemultirange; nothing for none."""
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
    same["steps"] = tuple(map(_step, row["steps"] or ()))
    if row["history"]:
        return Dossier(**same, **_moments(row["history"]))
    due = () if row["due_at"] is None else (Due(row["accepted_at"], row["due_at"], row["due_on"]),)
    return Dossier(**same, dues=due, waits=(), letters=())


_SAME = tuple(name for name in KEPT if name not in {"due_at", "due_on", "history", "steps"})


def _step(values: list[Any]) -> Step:
    return Step._make(values)._replace(
        begun_at=_at(values[6]),
        due_at=_at(values[7]) if values[7] else None,
        due_on=date.fromisoformat(values[8]) if values[8] else None,
        ended_at=_at(values[10]) if values[10] else None,
    )


def _moments(history: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "dues": tuple(Due(_at(a), _at(b), date.fromisoformat(c)) for a, b, c in history["dues"]),
        "waits": tuple(Wait(reason, _at(a), _at(b) if b else None) for reason, a, b in history["waits"]),
        "letters": tuple(Letter(date.fromisoformat(a), date.fromisoformat(b)) for a, b in history["letters"]),
        "moves": tuple(Move(_at(a), b, c) for a, b, c in history.get("moves", ())),
    }


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
