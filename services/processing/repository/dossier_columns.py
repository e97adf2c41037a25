"""How a dossier lies in its row: the columns with their types, and the way there and back."""

import json
from collections.abc import Mapping
from typing import Any

from asyncpg import Record

from services.processing.domain.dossier import Dossier, Matter
from services.processing.domain.route import Route
from services.processing.repository.part_columns import (
    read_dues,
    read_letters,
    read_moves,
    read_term,
    read_waits,
    write_dues,
    write_letters,
    write_moves,
    write_term,
    write_waits,
)
from services.processing.repository.snapshots import with_before, write_before
from services.processing.repository.step_columns import read_steps
from shared.contracts.states import State
from shared.contracts.terms import Channel, CountsBy, Level, Outcome

FIXED: Mapping[str, str] = {
    "id": "uuid",
    "code": "text",
    "desk": "text",
    "level": "text",
    "channel": "text",
    "origin": "text",
    "accepted_at": "timestamptz",
    "route": "uuid",
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
    "cause": "text",
    "before": "jsonb",
}


def fixed_values(dossier: Dossier) -> tuple[object, ...]:
    """Values of `FIXED`, in its order."""
    m = dossier.matter
    route = dossier.route.id if dossier.route else None
    return (*(m.id, m.code, m.desk, m.level.value, m.channel.value, m.origin, m.accepted_at, route),)


def moving_values(dossier: Dossier) -> tuple[object, ...]:
    """Values of `MOVING`, in its order."""
    due, m = dossier.due, dossier.matter
    return (
        *(m.procedure, m.procedure_version, m.field, _write(write_term(m.term)), m.counts_by.value),
        *(dossier.matter.office, dossier.version, dossier.state.value, dossier.last_act_at),
        *((due.due_at, due.due_on) if due else (None, None)),
        *(_write(write_dues(dossier.dues)), _write(write_waits(dossier.waits)), _write(write_letters(dossier.letters))),
        *(dossier.outcome, dossier.ended_at, dossier.returned_at, dossier.supplement_requests),
        *(_write(write_moves(dossier.moves)), dossier.cause, _write(write_before(dossier.before))),
    )


def _write(document: Any) -> str | None:
    if document is None:
        return None
    return json.dumps(document, ensure_ascii=False) if document else "[]"


def dossier_of(row: Record, route: Route | None) -> Dossier:
    """The aggregate in a row that has all columns and its steps."""
    dossier = Dossier(
        matter=_matter_of(row),
        version=row["version"],
        state=State(row["state"]),
        last_act_at=row["last_act_at"],
        dues=read_dues(row["dues"]),
        waits=read_waits(row["waits"]),
        letters=read_letters(row["letters"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        ended_at=row["ended_at"],
        returned_at=row["returned_at"],
        supplement_requests=row["supplement_requests"],
        moves=read_moves(row["moves"]),
        route=route,
        steps=read_steps(row["steps"]),
        cause=row["cause"],
    )
    return with_before(dossier, row["before"])


def _matter_of(row: Record) -> Matter:
    same = ("id", "code", "office", "desk", "procedure", "procedure_version", "field", "origin", "accepted_at")
    return Matter(
        **{name: row[name] for name in same},
        level=Level(row["level"]),
        channel=Channel(row["channel"]),
        term=read_term(row["term"]),
        counts_by=CountsBy(row["counts_by"]),
    )
