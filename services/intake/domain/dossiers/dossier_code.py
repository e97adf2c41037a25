"""The dossier code: unit, day of receipt and number of the day; given once, never reused (TT 01/2018 art. 19)."""

import re
from dataclasses import dataclass
from datetime import date

# A unit's identifier; the day as six digits (2018) or eight (2025); four to six digits for the number.
_FORM = re.compile(r"([0-9A-Z][0-9A-Z._\-]{0,59})-(\d{6}|\d{8})-(\d{4,6})")


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code taken apart. `day` is empty where the digits are not a year-month-day (2025 writes day-month-year)."""

    prefix: str
    day: date | None
    number: int


def read_dossier_code(text: str) -> DossierCode | None:
    """The parts of a well-formed code; None where it is not one or its day does not exist."""
    form = _FORM.fullmatch(text)
    if not form:
        return None
    digits = form[2]
    day = _day(digits[:-4], digits[-4:-2], digits[-2:])
    if day is None and _day(digits[4:], digits[2:4], digits[:2]) is None:
        return None
    return DossierCode(form[1], day if len(digits) == 6 else None, int(form[3]))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) % 100 + 2000, int(month), int(day))
    except ValueError:
        return None
