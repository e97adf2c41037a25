"""What a fact leaves behind for the portal, frozen with the fact: the dossier as it then stood, and what was done.

No person is in it (their home is intake), and nothing of it is built again when it is sent.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from services.portal.domain.outbound.portal_status import PortalStatus


class Kind(StrEnum):
    """A record is overwritten by the next; a progress row stays at the portal for ever."""

    RECORD = "record"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class RecordShot:
    """The dossier at one act. `version` leads to what was written for the applicant; it makes no other record."""

    status: PortalStatus
    office: str
    desk: str
    procedure: str
    channel: str
    accepted_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    refused_at: datetime | None = None
    version: int = field(default=0, compare=False)

    def as_json(self) -> dict[str, Any]:
        return _written(asdict(self))

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        return cls(**_read(stored))


@dataclass(frozen=True, slots=True)
class ProgressShot:
    """One row of the way: who did what, when, and the status from then on. `step_*` are of the stage's limit."""

    status: PortalStatus
    act: str
    act_name: str
    version: int
    actor: str
    office: str
    happened_at: datetime
    step: str | None = None
    step_from: datetime | None = None
    step_due: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        return _written(asdict(self))

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        return cls(**_read(stored))


Shot = RecordShot | ProgressShot


def kind_of(shot: Shot) -> Kind:
    return Kind.RECORD if isinstance(shot, RecordShot) else Kind.PROGRESS


_INSTANTS = {"accepted_at", "due_at", "ended_at", "returned_at", "refused_at", "happened_at", "step_from", "step_due"}


def _written(parts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in parts.items()
        if value is not None
    }


def _read(stored: dict[str, Any]) -> dict[str, Any]:
    parts: dict[str, Any] = {
        name: datetime.fromisoformat(value) if name in _INSTANTS else value for name, value in stored.items()
    }
    for name in ("accepted_at", "due_at", "ended_at", "returned_at") if "desk" in parts else ():
        parts.setdefault(name, None)
    return parts | {"status": PortalStatus(parts["status"])}
