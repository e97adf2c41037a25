"""An act someone wants to do, and an act done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from services.processing.domain.deadline import Due
from services.processing.domain.dossier import Dossier
from services.processing.domain.reach import EVERYWHERE, Reach
from services.processing.domain.state import Act
from shared.callers import Role
from shared.contracts.states import State


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what, with which roles and reach, when it happened, and why.

    `step` and `to_stage` name a step and a stage of the route; `assignee`, `office` and `until_at` are what an act
    on steps settles; `legal_basis` lets a leader pass a limit that the law sets; `details` is what else its paper says.
    """

    act: Act
    actor: str
    roles: frozenset[Role]
    happened_at: datetime
    reason_code: str | None = None
    note: str | None = None
    evidence: str | None = None
    promised_on: date | None = None
    legal_basis: str | None = None
    step: int | None = None
    to_stage: int | None = None
    assignee: str | None = None
    office: str | None = None
    until_at: datetime | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    reach: Reach = EVERYWHERE

    @property
    def has_reason(self) -> bool:
        return bool(self.reason_code or self.note or self.details.get("lacking"))

    @property
    def is_by_head(self) -> bool:
        return Role.LEADER in self.roles


@dataclass(frozen=True, slots=True)
class Acted:
    """An act done: the dossier after it, what was done, from which state, and what the law would warn of.

    `due` is the lawful due date from then on, where the act set or moved it.
    """

    dossier: Dossier
    deed: Deed
    from_state: State | None
    warnings: tuple[str, ...] = ()
    due: Due | None = None

    @classmethod
    def of(cls, before: Dossier | None, after: Dossier, deed: Deed, warnings: tuple[str, ...] = ()) -> Self:
        """What the act made of the dossier; without `before` it opened it."""
        moved = before is None or after.due != before.due
        return cls(after, deed, before.state if before else None, warnings, after.due if moved else None)
