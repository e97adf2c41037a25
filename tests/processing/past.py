"""Made-up dossiers as they lie in their tables after a life of stages and waits."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from shared.db.database import BoundDatabase
from shared.ids import new_id
from shared.worktime import legal_day

NOW = datetime(2026, 6, 1, 19, 0, tzinfo=UTC)  # 02/06/2026, 2:00
STAGES = ("Tiếp nhận", "Thẩm định", "Ký duyệt")
PROVINCES = {"H62.19": "H62", "H62.20": "H62", "H10": "H10"}
_DOSSIERS = [
    *("id", "code", "office", "desk", "procedure", "procedure_version", "field", "level", "channel"),
    *("origin", "accepted_at", "counts_by", "version", "state", "last_act_at", "due_at", "due_on", "dues"),
    *("waits", "letters", "outcome", "ended_at", "supplement_requests", "moves"),
]
_STEPS = ["dossier", "number", "kind", "stage", "name", "office", "role", "begun_at", "due_at", "due_on", "counts_by"]
_STEPS += ["ended_at", "ended_by", "ending", "procedure"]


@dataclass
class Past:
    """A dossier with its stages (name, begun, ended); `moved` is a wait (from, until) that moved its due date."""

    id: UUID
    office: str
    procedure: str
    accepted_at: datetime
    due_at: datetime
    ended_at: datetime | None
    outcome: str | None
    counts_by: str
    stages: list[tuple[str, datetime, datetime | None]]
    moved: tuple[datetime, datetime | None] | None = None
    due_before: datetime | None = None

    @property
    def dues(self) -> list[list[str]]:
        parts = [(self.accepted_at, self.due_before or self.due_at)]
        if self.due_before and self.moved and self.moved[1]:
            parts.append((self.moved[1], self.due_at))
        return [[at.isoformat(), due.isoformat(), legal_day(due).isoformat()] for at, due in parts]

    @property
    def waits(self) -> list[list[str | None]]:
        if self.moved is None:
            return []
        from_at, until_at = self.moved
        return [["supplement", from_at.isoformat(), until_at and until_at.isoformat()]]

    @property
    def state(self) -> str:
        waiting = self.moved and self.moved[1] is None
        return "ready" if self.ended_at else "awaiting_supplement" if waiting else "in_process"

    def row(self) -> tuple[Any, ...]:
        return (
            *(self.id, str(self.id), self.office, self.office, self.procedure, 1, "Lĩnh vực", "district", "direct"),
            *("counter", self.accepted_at, self.counts_by, 3, self.state, self.accepted_at, self.due_at),
            *(legal_day(self.due_at), self.dues, self.waits, [], self.outcome, self.ended_at, 0, []),
        )

    def steps(self) -> Iterator[tuple[Any, ...]]:
        for number, (name, begun_at, ended_at) in enumerate(self.stages, start=1):
            done = (ended_at, "cb", "done") if ended_at else (None, None, None)
            due = (self.due_at, legal_day(self.due_at), self.counts_by)
            yield self.id, number, "stage", number, name, self.office, "officer", begun_at, *due, *done, self.procedure


def a_past(chance: random.Random) -> Past:
    """Of the last three years or so, some without stages, some waiting, some with a date that a wait moved."""
    accepted_at = NOW - timedelta(days=chance.uniform(0, 120) if chance.random() < 0.9 else chance.uniform(700, 760))
    due_at = accepted_at + timedelta(days=chance.choice((0.2, 3, 10, 40)))
    at, stages, moved, due_before = accepted_at, [], None, None
    ended_at: datetime | None = None
    for name in STAGES if chance.random() < 0.8 else ():
        until = at + timedelta(days=chance.expovariate(1 / 4))
        stages.append((name, at, until if until < NOW else None))
        at = until
        if until >= NOW:
            break
    if not stages:
        at = accepted_at + timedelta(days=chance.expovariate(1 / 10))
    if at < NOW:
        ended_at = at
    if chance.random() < 0.3:
        from_at = accepted_at + (min(at, NOW) - accepted_at) * chance.random() * 0.5
        until_at = from_at + (min(at, NOW) - from_at) * chance.random()
        if ended_at or chance.random() < 0.5:
            moved, due_before, due_at = (from_at, until_at), due_at, due_at + (until_at - from_at)
        else:
            moved = (from_at, None)
    outcome = chance.choice(("result", "result", "refusal", "withdrawn")) if ended_at else None
    counts_by = chance.choice(("day", "hour"))
    office, procedure = chance.choice(list(PROVINCES)), chance.choice(("1.001612", "1.001613"))
    return Past(
        new_id(), office, procedure, accepted_at, due_at, ended_at, outcome, counts_by, stages, moved, due_before
    )


async def keep(database: BoundDatabase, history: list[Past]) -> None:
    columns = {"dossiers": _DOSSIERS, "steps": _STEPS}
    rows = {
        "dossiers": [past.row() for past in history],
        "steps": [step for past in history for step in past.steps()],
    }
    async with database.transaction() as connection:
        for table, names in columns.items():
            values = ", ".join(f"${n}" for n in range(1, len(names) + 1))
            await connection.executemany(
                f"insert into processing.{table} ({', '.join(names)}) values ({values})", rows[table]
            )
