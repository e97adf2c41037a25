"""How a step lies in its row and in a document, and the way back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.processing.domain.steps import Step, StepEnd, StepKind, Steps
from shared.callers import Role
from shared.contracts.envelope import write_instant
from shared.contracts.terms import CountsBy

COLUMNS: Mapping[str, str] = {
    "number": "int",
    "kind": "text",
    "name": "text",
    "office": "text",
    "role": "text",
    "begun_at": "timestamptz",
    "stage": "int",
    "assignee": "text",
    "due_at": "timestamptz",
    "due_on": "date",
    "counts_by": "text",
    "ended_at": "timestamptz",
    "ended_by": "text",
    "ending": "text",
    "cause": "text",
}
_NAMES = [field.name for field in fields(Step)]  # in the order of COLUMNS; `end` is a word of SQL, hence `ending`
# Steps of dossier `d`, oldest first, each as a list of its columns.
AGGREGATE = (
    f"(select jsonb_agg(jsonb_build_array({', '.join(f's.{name}' for name in COLUMNS)}) order by s.number) "
    "from processing.steps s where s.dossier = d.id) as steps"
)


def step_values(step: Step) -> tuple[object, ...]:
    """Values of COLUMNS, in its order."""
    return tuple(getattr(step, name) for name in _NAMES)


def write_steps(steps: Iterable[Step]) -> list[list[Any]]:
    """For a document."""
    return [[_plain(value) for value in step_values(step)] for step in steps]


def read_steps(written: Iterable[Sequence[Any]] | None) -> Steps:
    return tuple(map(_step_of, written or ()))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return write_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _step_of(written: Sequence[Any]) -> Step:
    said = dict(zip(_NAMES, written, strict=True))
    for name in ("begun_at", "due_at", "ended_at"):
        said[name] = datetime.fromisoformat(said[name]) if said[name] else None
    return Step(
        **{
            **said,
            "kind": StepKind(said["kind"]),
            "role": Role(said["role"]),
            "due_on": date.fromisoformat(said["due_on"]) if said["due_on"] else None,
            "counts_by": CountsBy(said["counts_by"]),
            "end": StepEnd(said["end"]) if said["end"] else None,
        }
    )
