"""What undoing the last act brings back, as a document beside the dossier: all that such an act can change."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from services.processing.domain.dossier import Before, Dossier
from services.processing.domain.state import Act
from services.processing.repository.part_columns import (
    read_dues,
    read_letters,
    read_waits,
    write_dues,
    write_letters,
    write_waits,
)
from services.processing.repository.step_columns import read_steps, write_steps
from shared.contracts.envelope import write_instant
from shared.contracts.states import State
from shared.contracts.terms import Outcome

Document = dict[str, Any]


def write_before(before: Before | None) -> Document | None:
    if before is None:
        return None
    was = before.dossier
    return {
        "act": before.act.value,
        "actor": before.actor,
        "version": was.version,
        "state": was.state.value,
        "last_act_at": write_instant(was.last_act_at),
        "dues": write_dues(was.dues),
        "waits": write_waits(was.waits),
        "letters": write_letters(was.letters),
        "outcome": was.outcome,
        "ended_at": was.ended_at and write_instant(was.ended_at),
        "returned_at": was.returned_at and write_instant(was.returned_at),
        "supplement_requests": was.supplement_requests,
        "steps": write_steps(was.steps),
        "cause": was.cause,
    }


def with_before(dossier: Dossier, written: Document | None) -> Dossier:
    """The dossier, with how it stood before its last act."""
    if written is None:
        return dossier
    was = replace(
        dossier,
        version=written["version"],
        state=State(written["state"]),
        last_act_at=datetime.fromisoformat(written["last_act_at"]),
        dues=read_dues(written["dues"]),
        waits=read_waits(written["waits"]),
        letters=read_letters(written["letters"]),
        outcome=Outcome(written["outcome"]) if written["outcome"] else None,
        ended_at=_instant(written["ended_at"]),
        returned_at=_instant(written["returned_at"]),
        supplement_requests=written["supplement_requests"],
        steps=read_steps(written["steps"]),
        cause=written["cause"],
        before=None,
    )
    return replace(dossier, before=Before(Act(written["act"]), written["actor"], was))


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
