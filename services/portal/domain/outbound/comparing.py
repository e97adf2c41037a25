"""What differs between a dossier as it was told and as the portal has it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.portal.domain.outbound.snapshot import RecordShot
from services.portal.domain.outbound.told import There
from shared.worktime import LEGAL_ZONE


class Differs(StrEnum):
    """The value is the stable code."""

    MISSING = "missing"
    STATUS = "status"
    DUE = "due"
    ENDED = "ended"
    RETURNED = "returned"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Difference:
    """In words that people can compare."""

    what: Differs
    ours: str
    theirs: str


def differences(told: RecordShot, rows: int, there: There | None, *, is_theirs: bool) -> tuple[Difference, ...]:
    """What the portal does not list is not compared. Of a dossier filed there it may have more rows than were told."""
    if there is None:
        return (Difference(Differs.MISSING, str(int(told.status)), ""),)
    found = [_of(Differs.STATUS, str(int(told.status)), "" if there.status is None else str(there.status))]
    if there.due_at or there.ended_at or there.returned_at:
        found += [
            _of(Differs.DUE, _at(told.due_at), _at(there.due_at)),
            _of(Differs.ENDED, _at(told.ended_at), _at(there.ended_at)),
            _of(Differs.RETURNED, _at(told.returned_at), _at(there.returned_at)),
        ]
    if there.rows is not None and not (is_theirs and len(there.rows) > rows):
        found.append(_of(Differs.ROWS, str(rows), str(len(there.rows))))
    return tuple(each for each in found if each is not None)


def _of(what: Differs, ours: str, theirs: str) -> Difference | None:
    return None if ours == theirs else Difference(what, ours, theirs)


def _at(at: datetime | None) -> str:
    return at.astimezone(LEGAL_ZONE).strftime("%d/%m/%Y %H:%M:%S") if at else ""
