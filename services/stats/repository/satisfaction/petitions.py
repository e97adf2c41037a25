"""Petitions and their acts: rows are added, never changed. A lost race for the next act is a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from services.stats.domain.satisfaction.petition import Finding, PetitionAct, PetitionKind, PetitionStep
from services.stats.domain.satisfaction.rating import Verdict
from shared.db.database import Connection
from shared.errors import Conflict
from shared.worktime import legal_day

_ADD = """
insert into stats.petitions (id, reference, kind, office, dossier, received_at, received_on)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id
"""
_ADD_ACT = """
insert into stats.petition_acts (petition, seq, act, happened_at, happened_on, due_on, owes, owes_by, verdict, finding,
  taken_at, taken_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning seq
"""
_PETITION = "select id, number, reference, kind, office, dossier, received_at from stats.petitions"
_ONE = f"{_PETITION} where {{}} = $1"
_NUMBERED = f"{_PETITION} where number = any($1::bigint[]) order by number"
_VISIBLE = " and exists (select from stats.offices o where o.code = petitions.office and o.path && $2::text[])"
_ACTS = """
select petition, act, happened_at, due_on, owes, owes_by, verdict, finding from stats.petition_acts
where petition = any($1::uuid[]) order by petition, seq
"""


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition by its reference; who sent it and what it says stay where it was handed in."""

    id: UUID
    number: int
    reference: str
    kind: PetitionKind
    office: str
    dossier: str | None
    received_at: datetime
    steps: tuple[PetitionStep, ...]


class Petitions:
    """The register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(
        self, id: UUID, reference: str, kind: PetitionKind, office: str, dossier: str | None, received_at: datetime
    ) -> bool:
        """False where the reference is taken."""
        values = (id, reference, kind.value, office, dossier, received_at, legal_day(received_at))
        return await self._connection.fetchval(_ADD, *values) is not None

    async def add_step(self, id: UUID, seq: int, step: PetitionStep, *, at: datetime, by: str) -> None:
        added = await self._connection.fetchval(
            _ADD_ACT,
            *(id, seq, step.act.value, step.happened_at, step.happened_on, step.due_on, step.owes, step.owes_by),
            *(step.verdict, step.finding, at, by),
        )
        if added is None:
            raise Conflict("petition_changed", "Phản ánh, kiến nghị vừa được người khác ghi thêm, hãy mở lại")

    async def with_reference(self, reference: str, visible_to: Sequence[str]) -> Petition | None:
        return await self._find(_ONE.format("reference") + _VISIBLE, reference, visible_to)

    async def visible(self, id: UUID, visible_to: Sequence[str]) -> Petition | None:
        return await self._find(_ONE.format("id") + _VISIBLE, id, visible_to)

    async def numbered(self, numbers: Sequence[int]) -> list[Petition]:
        """In the order of their numbers."""
        return await self._with_steps(await self._connection.fetch(_NUMBERED, list(numbers)))

    async def _find(self, sql: str, *values: object) -> Petition | None:
        found = await self._with_steps(await self._connection.fetch(sql, *values))
        return found[0] if found else None

    async def _with_steps(self, rows: Sequence[Record]) -> list[Petition]:
        steps: dict[UUID, list[PetitionStep]] = {row["id"]: [] for row in rows}
        for act in await self._connection.fetch(_ACTS, list(steps)):
            steps[act["petition"]].append(_step(act))
        return [
            Petition(**{**dict(row), "kind": PetitionKind(row["kind"])}, steps=tuple(steps[row["id"]])) for row in rows
        ]


def _step(row: Record) -> PetitionStep:
    return PetitionStep(
        act=PetitionAct(row["act"]),
        happened_at=row["happened_at"],
        due_on=row["due_on"],
        owes=PetitionAct(row["owes"]) if row["owes"] else None,
        owes_by=row["owes_by"],
        verdict=Verdict(row["verdict"]) if row["verdict"] is not None else None,
        finding=Finding(row["finding"]) if row["finding"] else None,
    )
