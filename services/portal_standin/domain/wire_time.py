"""Instants as generation A writes them: yyyyMMddHHmmss, local time of Vietnam, no zone."""

import re
from datetime import datetime
from functools import lru_cache

from shared.worktime.legal_day import LEGAL_ZONE

_SHAPE = re.compile(r"\d{14}")


@lru_cache(maxsize=65536)
def read_time(text: str) -> datetime | None:
    """None where it is not fourteen digits of a real instant; `strptime` alone would accept shorter ones."""
    if not _SHAPE.fullmatch(text):
        return None
    try:
        month, day, hour, minute, second = (int(text[at : at + 2]) for at in range(4, 14, 2))
        return datetime(int(text[:4]), month, day, hour, minute, second, tzinfo=LEGAL_ZONE)
    except ValueError:
        return None


def write_time(at: datetime) -> str:
    return at.astimezone(LEGAL_ZONE).strftime("%Y%m%d%H%M%S")
