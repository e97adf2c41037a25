"""One check: which rule of the contract it is, from which level it refuses and from which it only writes down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.portal_standin.domain.complaint import Complaint
from services.portal_standin.domain.level import Level


@dataclass(frozen=True, slots=True)
class Check:
    """`refuses_from` None: never a refusal. `logs_from` None: below `refuses_from` it is not looked at."""

    id: str
    look: Callable[[Any], Complaint | None]
    refuses_from: Level | None
    logs_from: Level | None = None

    @property
    def name(self) -> str:
        return self.look.__name__

    def refuses_at(self, level: Level) -> bool:
        return self.refuses_from is not None and level >= self.refuses_from

    def is_on(self, level: Level) -> bool:
        return self.refuses_at(level) or (self.logs_from is not None and level >= self.logs_from)
