"""How a dossier lies in its row: the columns with their types, and the way there and back."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from asyncpg import Record

from services.processing.domain.deadline import Due, Letter, Wait
from services.processing.domain.dossier import Dossier, Matter, Move
from shared.contracts.envelope import write_instant
from shared.contracts.processing import WaitingFor
from shared.contracts.states import State
from shared.contracts.terms import Channel, CountsBy, Level, Outcome
from shared.worktime import Term, read_clock, read_unit

FIXED: Mapping[str, str] = {
    "id": "uuid",
    "code": "text",
    "desk": "text",
    "level": "text",
    "channel": "text",
    "origin": "text",
    "accepted_at": "timestamptz",
}
MOVING: Mapping[str, str] = {
    "procedure": "text",
    "procedure_version": "int",
    "field": "text",
    "term": "jsonb",
    "counts_by": "text",
    "office": "text",
    "version": "int",
    "state": "text",
    "last_act_at": "timestamptz",
    "due_at": "timestamptz",
    "due_on": "date",
    "dues": "jsonb",
    "waits": "jsonb",
    "letters": "jsonb",
    "outcome": "text",
    "ended_at": "timestamptz",
    "returned_at": "timestamptz",
    "supplement_requests": "int",
    "moves": "jsonb",
}


def fixed_values(dossier: Dossier) -> tuple[object, ...]:
    """Values of `FIXED`, in its order."""
    m = dossier.matter
    return (*(m.id, m.code, m.desk, m.level.value, m.channel.value, m.origin, m.accepted_at),)


def moving_values(dossier: Dossier) -> tuple[object, ...]:
    """Values of `MOVING`, in its order."""
    due, m = dossier.due, dossier.matter
    return (
        *(m.procedure, m.procedure_version, m.field, _write_term(m.term), m.counts_by.value),
        *(dossier.matter.office, dossier.version, dossier.state.value, dossier.last_act_at),
        *((due.due_at, due.due_on) if due else (None, None)),
        _write([(write_instant(d.from_at), write_instant(d.due_at), d.due_on) for d in dossier.dues]),
        _write([(w.reason, write_instant(w.from_at), w.until_at and write_instant(w.until_at)) for w in dossier.waits]),
        _write([(x.sent_on, x.promised_on) for x in dossier.letters]),
        *(dossier.outcome, dossier.ended_at, dossier.returned_at, dossier.supplement_requests),
        _write([(write_instant(v.from_at), v.office_from, v.office_to) for v in dossier.moves]),
    )


def _write(parts: list[Any]) -> str:
    return json.dumps(parts, default=str) if parts else "[]"


def _write_term(term: Term | None) -> str | None:
    if term is None:
        return None
    return json.dumps({"unit": term.unit, "amount": term.amount, "cutoff": f"{term.cutoff:%H:%M}"})


def dossier_of(row: Record) -> Dossier:
    """The aggregate in a row that has all columns."""
    return Dossier(
        matter=_matter_of(row),
        version=row["version"],
        state=State(row["state"]),
        last_act_at=row["last_act_at"],
        dues=tuple(Due(_at(a), _at(b), date.fromisoformat(c)) for a, b, c in row["dues"]),
        waits=tuple(Wait(WaitingFor(a), _at(b), _at(c) if c else None) for a, b, c in row["waits"]),
        letters=tuple(Letter(date.fromisoformat(a), date.fromisoformat(b)) for a, b in row["letters"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        ended_at=row["ended_at"],
        returned_at=row["returned_at"],
        supplement_requests=row["supplement_requests"],
        moves=tuple(Move(_at(a), b, c) for a, b, c in row["moves"]),
    )


def _matter_of(row: Record) -> Matter:
    same = ("id", "code", "office", "desk", "procedure", "procedure_version", "field", "origin", "accepted_at")
    return Matter(
        **{name: row[name] for name in same},
        level=Level(row["level"]),
        channel=Channel(row["channel"]),
        term=_read_term(row["term"]),
        counts_by=CountsBy(row["counts_by"]),
    )


def _read_term(term: Mapping[str, Any] | None) -> Term | None:
    return Term(read_unit(term["unit"]), term["amount"], read_clock(term["cutoff"])) if term else None


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
