"""Erasing the people of a dossier: on which ground, what must be so before, and what stands in their place after."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.errors import Conflict

ERASED_NAME = "(đã xoá)"


class Ground(StrEnum):
    """Why: the time to keep them is over, or a leader decided on a request (Law 91/2025 on personal data)."""

    RETENTION = "retention"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Order:
    """Who has what erased, on which legal basis; `reason` in free words is kept in the log of erasures alone."""

    ground: Ground
    basis: str
    reason: str | None
    erased_by: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """An entry of the log of erasures."""

    id: UUID
    dossier: UUID
    at: datetime
    order: Order


@dataclass(frozen=True, slots=True)
class Retention:
    """The people of a procedure's dossiers are kept for so many months after the dossier's end."""

    procedure: str
    months: int
    basis: str
    decided_on: date
    set_by: str
    set_at: datetime


def must_be_over(ended_at: datetime | None) -> None:
    if ended_at is None:
        raise Conflict("dossier_open", "Hồ sơ chưa kết thúc nên chưa xoá được dữ liệu cá nhân")


def must_be_kept(erased_at: datetime | None) -> None:
    """Refuses what needs the people of a dossier, once they are erased."""
    if erased_at is not None:
        raise already_erased()


def already_erased() -> Conflict:
    return Conflict("dossier_erased", "Dữ liệu cá nhân của hồ sơ này đã xoá, chỉ còn mã và mốc thời gian")
