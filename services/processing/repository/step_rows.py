"""Rows of steps, kept as the dossiers say: only what differs from what was read is written."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from services.processing.domain.dossier import Dossier
from services.processing.domain.steps import Step, Steps
from services.processing.repository.step_columns import COLUMNS, step_values
from shared.db.database import Connection

_ALL = {"dossier": "uuid", **COLUMNS}
_ARRAYS = ", ".join(f"${n}::{kind}[]" for n, kind in enumerate(_ALL.values(), start=1))
_SET = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "number")
_SAVE = f"""
insert into processing.steps ({", ".join(_ALL)}) select * from unnest({_ARRAYS})
on conflict (dossier, number) do update set {_SET}
"""
# Only undoing an act takes a step away that it had begun.
_DROP = """
delete from processing.steps s using unnest($1::uuid[], $2::int[]) as t(dossier, number)
where s.dossier = t.dossier and s.number = t.number
"""


class StepRows:
    """The steps that were read with their dossiers, and how they are now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[UUID, Steps] = {}

    def note(self, dossiers: Iterable[Dossier]) -> None:
        self._read |= {dossier.matter.id: dossier.steps for dossier in dossiers}

    async def save(self, dossiers: Sequence[Dossier]) -> None:
        changed: list[tuple[object, ...]] = []
        gone: list[tuple[UUID, int]] = []
        for dossier in dossiers:
            id, before = dossier.matter.id, self._read.get(dossier.matter.id, ())
            changed += [(id, *step_values(step)) for step in dossier.steps if step not in before]
            gone += [(id, number) for number in _numbers(before) - _numbers(dossier.steps)]
        if gone:
            await self._connection.execute(_DROP, *map(list, zip(*gone, strict=True)))
        if changed:
            await self._connection.execute(_SAVE, *map(list, zip(*changed, strict=True)))
        self.note(dossiers)


def _numbers(steps: Iterable[Step]) -> set[int]:
    return {step.number for step in steps}
