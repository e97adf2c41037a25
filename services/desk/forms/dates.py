"""Days and moments as people type them: `5/8/2026`, `05082026`, `5.8.2026`; a moment is `17:00 5/8/2026`."""

import re
from datetime import date, datetime, time

from shared.worktime import LEGAL_ZONE

_PARTED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MOMENT = re.compile(r"(\d{1,2})[:hg](\d{2})?\s+(.+)")


def read_day(typed: str) -> date | None:
    """None where it is no day."""
    found = _PARTED.fullmatch(typed.strip()) or _RUN.fullmatch(typed.strip())
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_moment(typed: str, usual: time | None = None) -> datetime | None:
    """Of Việt Nam; a bare day is taken at its `usual` hour where there is one. None where it is no moment."""
    found = _MOMENT.fullmatch(typed.strip())
    day = read_day(found[3] if found else typed)
    clock = _clock(found[1], found[2] or "0") if found else usual
    return datetime.combine(day, clock, LEGAL_ZONE) if day and clock else None


def _clock(hour: str, minute: str) -> time | None:
    try:
        return time(int(hour), int(minute))
    except ValueError:
        return None
