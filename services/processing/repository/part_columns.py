"""How the parts of a dossier that grow with its acts lie in their columns: due dates, waits, letters, moves; terms."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from services.processing.domain.deadline import Due, Letter, Wait
from services.processing.domain.dossier import Move
from services.processing.domain.route import Effect
from shared.contracts.envelope import write_instant
from shared.contracts.processing import WaitingFor
from shared.worktime import Term, read_clock, read_unit

Written = Iterable[Sequence[Any]]


def write_dues(dues: Iterable[Due]) -> list[Any]:
    return [[write_instant(d.from_at), write_instant(d.due_at), d.due_on.isoformat()] for d in dues]


def read_dues(written: Written) -> tuple[Due, ...]:
    return tuple(Due(_at(a), _at(b), date.fromisoformat(c)) for a, b, c in written)


def write_waits(waits: Iterable[Wait]) -> list[Any]:
    """The effect is left out where the general rule holds."""
    return [
        [
            w.reason,
            write_instant(w.from_at),
            w.until_at and write_instant(w.until_at),
            *([w.effect] if w.effect else []),
        ]
        for w in waits
    ]


def read_waits(written: Written) -> tuple[Wait, ...]:
    return tuple(
        Wait(WaitingFor(reason), _at(begun), _at(over) if over else None, Effect(*effect) if effect else None)
        for reason, begun, over, *effect in written
    )


def write_letters(letters: Iterable[Letter]) -> list[Any]:
    return [[x.sent_on.isoformat(), x.promised_on.isoformat()] for x in letters]


def read_letters(written: Written) -> tuple[Letter, ...]:
    return tuple(Letter(date.fromisoformat(a), date.fromisoformat(b)) for a, b in written)


def write_moves(moves: Iterable[Move]) -> list[Any]:
    return [[write_instant(m.from_at), m.office_from, m.office_to] for m in moves]


def read_moves(written: Written) -> tuple[Move, ...]:
    return tuple(Move(_at(a), b, c) for a, b, c in written)


def write_term(term: Term | None) -> dict[str, Any] | None:
    return {"unit": term.unit.value, "amount": term.amount, "cutoff": f"{term.cutoff:%H:%M}"} if term else None


def read_term(term: Mapping[str, Any] | None) -> Term | None:
    return Term(read_unit(term["unit"]), term["amount"], read_clock(term["cutoff"])) if term else None


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
