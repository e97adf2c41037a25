"""When a night's work is due."""

from datetime import datetime, time, timedelta

from shared.worktime import LEGAL_ZONE

_NIGHT = time(2, 30)


def last_night(now: datetime) -> datetime:
    """The last half past two in the morning."""
    night = datetime.combine(now.astimezone(LEGAL_ZONE).date(), _NIGHT, LEGAL_ZONE)
    return night if night <= now else night - timedelta(days=1)
