"""Warns of a matter that the same person already has, or had until lately (same procedure); it never stands in the way.

A dossier that was stopped, refused or withdrawn may be filed again (NĐ 118/2025 art. 21): that has a code of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.intake.domain.dossiers.standing import STOPPED_SHORT
from shared.contracts.states import ENDED, STATE_NAMES
from shared.worktime import legal_day

LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Similar:
    """A dossier of the same person and procedure, as it stands."""

    dossier: UUID
    code: str
    procedure_name: str
    state: str
    accepted_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning for the person at the screen."""

    code: str
    message: str
    dossier: UUID
    dossier_code: str


def warnings_of(found: Iterable[Similar], now: datetime) -> tuple[Warned, ...]:
    """In the order given; what ended longer ago than `LATELY` is no matter of warning."""
    return tuple(_warning(one) for one in found if one.ended_at is None or now - one.ended_at <= LATELY)


def _warning(similar: Similar) -> Warned:
    code, told = _told(similar)
    message = f"Người này đã có hồ sơ {similar.code} ({similar.procedure_name}) {told}; hãy hỏi lại trước khi tiếp nhận"
    return Warned(code, message, similar.dossier, similar.code)


def _told(similar: Similar) -> tuple[str, str]:
    if similar.ended_at is None and similar.state not in ENDED:
        state = STATE_NAMES.get(similar.state, similar.state)
        return "same_matter_open", f"tiếp nhận ngày {legal_day(similar.accepted_at):%d/%m/%Y}, {state}"
    day = legal_day(similar.ended_at or similar.accepted_at)
    if similar.state in STOPPED_SHORT:
        return "same_matter_stopped_lately", f"{STATE_NAMES[similar.state]} ngày {day:%d/%m/%Y}"
    return "same_matter_ended_lately", f"kết thúc ngày {day:%d/%m/%Y}"
