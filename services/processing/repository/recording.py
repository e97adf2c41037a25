"""What acts changed, written by one statement: dossiers that were on file, steps, and the rows of the history.

Each by itself was a round trip of 0.2–0.4 ms, and a busy process pays as much again for sending it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.processing.domain.deed import Acted
from services.processing.repository.details import write_details
from services.processing.repository.dossier_columns import MOVING
from services.processing.repository.step_rows import STEP_COLUMNS
from shared.db.database import Connection

Row = tuple[object, ...]
_SAVED = {"id": "uuid", "expected": "int", **MOVING}
_ACTS = {
    "dossier": "uuid",
    "version": "int",
    "act": "text",
    "from_state": "text",
    "to_state": "text",
    "actor": "text",
    "happened_at": "timestamptz",
    "reason_code": "text",
    "note": "text",
    "evidence": "text",
    "warnings": "text",
    "details": "jsonb",
    "due_at": "timestamptz",
    "due_on": "date",
}


def unnested(columns: Mapping[str, str], first: int) -> str:
    """Arrays of one type each as a table; jsonb goes as text: one cast instead of a codec call."""
    kinds = ("text" if kind == "jsonb" else kind for kind in columns.values())
    arrays = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(kinds, start=first))
    return f"unnest({arrays}) as t({', '.join(columns)})"


def cast(columns: Mapping[str, str], name: str) -> str:
    return f"t.{name}::jsonb" if columns[name] == "jsonb" else f"t.{name}"


_MOVED = ", ".join(f"{name} = {cast(MOVING, name)}" for name in MOVING)
_BEGUN_OR_CHANGED = ", ".join(f"{name} = excluded.{name}" for name in STEP_COLUMNS if name not in {"dossier", "number"})
_AFTER_SAVED = len(_SAVED) + 1
_AFTER_STEPS = _AFTER_SAVED + len(STEP_COLUMNS)
_RECORDED_AT = _AFTER_STEPS + len(_ACTS)
_RECORD = f"""
with saved as (
  update processing.dossiers d set {_MOVED} from {unnested(_SAVED, 1)}
  where d.id = t.id and d.version = t.expected returning d.id),
stepped as (
  insert into processing.steps ({", ".join(STEP_COLUMNS)})
  select {", ".join(STEP_COLUMNS)} from {unnested(STEP_COLUMNS, _AFTER_SAVED)}
  on conflict (dossier, number) do update set {_BEGUN_OR_CHANGED}),
noted as (
  insert into processing.transitions (dossier, version, act, from_state, to_state, actor, happened_at, recorded_at,
    reason_code, note, evidence, warnings, details, due_at, due_on)
  select dossier, version, act, from_state, to_state, actor, happened_at, ${_RECORDED_AT}, reason_code, note, evidence,
    string_to_array(warnings, ' '), details::jsonb, due_at, due_on
  from {unnested(_ACTS, _AFTER_STEPS)})
select count(*) from saved
"""


async def write_record(
    connection: Connection, saved: Sequence[Row], steps: Sequence[Row], acts: Sequence[Acted], recorded_at: datetime
) -> int:
    """How many dossiers were found at the version they had before."""
    values = (
        *_columns(saved, _SAVED),
        *_columns(steps, STEP_COLUMNS),
        *_columns(list(map(_act_values, acts)), _ACTS),
    )
    found: int = await connection.fetchval(_RECORD, *values, recorded_at)
    return found


def _columns(rows: Sequence[Row], columns: Mapping[str, str]) -> list[list[object]]:
    return list(map(list, zip(*rows, strict=True))) if rows else [[] for _ in columns]


def _act_values(acted: Acted) -> Row:
    dossier, deed = acted.dossier, acted.deed
    return (
        *(dossier.matter.id, dossier.version, deed.act, acted.from_state, dossier.state, deed.actor, deed.happened_at),
        *(deed.reason_code, deed.note, deed.evidence, " ".join(acted.warnings), write_details(deed)),
        *((acted.due.due_at, acted.due.due_on) if acted.due else (None, None)),
    )
