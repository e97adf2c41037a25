"""Rows of steps, kept as the dossiers say: only what differs from what was read is written."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from services.processing.domain.dossier import Dossier
from services.processing.domain.steps import Step
from services.processing.domain.waiting_on import waits_on
from services.processing.repository.step_columns import COLUMNS, step_values
from shared.db.database import Connection

# What worklists ask of the dossier, repeated in its open steps.
_REPEATED = {"procedure": "text", "state": "text", "waits_on": "text"}
STEP_COLUMNS = {"dossier": "uuid", **COLUMNS, **_REPEATED}
# Only undoing an act takes a step away that it had begun.
_DROP = """
delete from processing.steps s using unnest($1::uuid[], $2::int[]) as t(dossier, number)
where s.dossier = t.dossier and s.number = t.number
"""


Row = tuple[object, ...]


class StepRows:
    """The steps that were read with their dossiers, and how they are now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[UUID, dict[int, Row]] = {}

    def note(self, dossiers: Iterable[Dossier]) -> None:
        self._read |= {dossier.matter.id: _rows(dossier) for dossier in dossiers}

    async def changes(self, dossiers: Sequence[Dossier]) -> list[Row]:
        """Rows to write, each of all STEP_COLUMNS; what is gone is taken away at once."""
        changed: list[Row] = []
        gone: list[tuple[UUID, int]] = []
        for dossier in dossiers:
            id, rows = dossier.matter.id, _rows(dossier)
            before = self._read.get(id, {})
            changed += [row for number, row in rows.items() if before.get(number) != row]
            gone += [(id, number) for number in before.keys() - rows.keys()]
        if gone:
            await self._connection.execute(_DROP, *map(list, zip(*gone, strict=True)))
        self.note(dossiers)
        return changed


def _rows(dossier: Dossier) -> dict[int, Row]:
    return {step.number: (dossier.matter.id, *step_values(step), *_of_dossier(dossier, step)) for step in dossier.steps}


def _of_dossier(dossier: Dossier, step: Step) -> Row:
    now = (dossier.state.value, waits_on(dossier, step)) if step.is_open else (None, None)
    return (dossier.matter.procedure, *now)
