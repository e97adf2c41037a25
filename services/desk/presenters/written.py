"""How numbers, days and instants are written on the screens: `1.880`, `98,13%`, `05/08/2026`, `17:00`."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from shared.vietnamese import decimal, number
from shared.worktime import LEGAL_ZONE

PLACES = 2


def instant(said: str | datetime) -> datetime:
    """An instant as the services write it, in the time of Việt Nam."""
    at = said if isinstance(said, datetime) else datetime.fromisoformat(said)
    return at.astimezone(LEGAL_ZONE)


def at(said: str | datetime | None) -> str:
    """`17:00 05/08/2026`; nothing where there is none."""
    return f"{instant(said):%H:%M %d/%m/%Y}" if said else ""


def clock(said: str | datetime | None, seconds: bool = False) -> str:
    """`08:42`."""
    return f"{instant(said):{'%H:%M:%S' if seconds else '%H:%M'}}" if said else ""


def day(said: str | date | datetime | None) -> str:
    """`05/08/2026`, of a day or an instant."""
    if not said:
        return ""
    if isinstance(said, datetime) or (isinstance(said, str) and "T" in said):
        return f"{instant(said):%d/%m/%Y}"
    on = said if isinstance(said, date) else date.fromisoformat(said)
    return f"{on:%d/%m/%Y}"


def share(part: int, whole: int) -> str:
    """`98,13%`, half up; under five dossiers the two numbers instead (`2/3`); a dash where there is nothing."""
    if whole == 0:
        return "–"
    if whole < 5:
        return f"{part}/{whole}"
    return f"{decimal(Fraction(100 * part, whole), PLACES)}%"


def money(dong: int | None) -> str:
    return f"{number(dong)} đ" if dong is not None else ""


FILTERS: dict[str, Callable[..., Any]] = {
    "at": at,
    "clock": clock,
    "day": day,
    "money": money,
    "number": number,
    "share": share,
}
