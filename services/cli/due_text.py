"""Reads dates, terms and office hours as people in Việt Nam type them."""

import re
from datetime import date, datetime, time

from shared.errors import Invalid
from shared.text import fold
from shared.worktime import (
    LEGAL_ZONE,
    PROFILES,
    OfficeHours,
    Sessions,
    Term,
    Unit,
    legal_instant,
)

_CLOCK = r"(?P<hour>\d{1,2})\s?(?:[:hg]|gio)\s?(?P<minute>\d{2})?(?::(?P<second>\d{2}))?(?: ?phut)?"
_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})|(?P<run>\d{8})"
_WHEN = re.compile(rf"(?:{_CLOCK},? )?(?:ngay )?(?:{_DAY})(?:,? (?:luc )?{_CLOCK.replace('?P<', '?P<after_')})?")

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_UNITS = {
    "gio lam viec": Unit.WORKING_HOUR,
    "ngay lam viec": Unit.WORKING_DAY,
    "nua ngay": Unit.HALF_DAY,
    "nua ngay lam viec": Unit.HALF_DAY,
    "buoi": Unit.HALF_DAY,
    "buoi lam viec": Unit.HALF_DAY,
    "ngay": Unit.DAY,
    "tuan": Unit.WEEK,
    "thang": Unit.MONTH,
    "nam": Unit.YEAR,
    "gio": Unit.HOUR,
}
_TERM = re.compile(
    r"(?:khong qua |trong vong |trong thoi han |trong )?(?P<amount>\d{1,6}(?:[.,]5)?|[a-z]+) (?P<unit>[a-z ]+)"
)
_SAME_DAY = ("trong ngay", "trong ngay lam viec")


def read_received(text: str, opens: time) -> datetime:
    """`05/03/2019 08:30`, `5.3.2019 8h30`, `05032019`, ISO; without an hour, the opening of the desk."""
    plain = fold(text)
    if found := _WHEN.fullmatch(plain):
        part = found.groupdict()
        return datetime.combine(_day_of(part), _clock_of(part) or opens, LEGAL_ZONE)
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Invalid("date_not_understood", f"Không hiểu ngày giờ “{text}”, hãy gõ như 05/03/2019 08:30") from None
    if len(plain) <= len("2019-03-05"):
        instant = datetime.combine(instant.date(), opens)
    return legal_instant(instant if instant.tzinfo else instant.replace(tzinfo=LEGAL_ZONE))


def read_day(text: str) -> date:
    """A day in the same forms."""
    return read_received(text, time(0)).date()


def read_term(text: str) -> Term:
    """`5 ngày làm việc`, `8 giờ làm việc`, `nửa ngày`, `trong ngày`, with or without marks."""
    plain = fold(text)
    if plain in _SAME_DAY:
        return Term(Unit.SAME_DAY, 0)
    plain = re.sub(r"^nua (?=ngay|buoi)", "1 nua ", plain)
    found = _TERM.fullmatch(plain)
    unit = _UNITS.get(found["unit"]) if found else None
    if found is None or unit is None:
        raise _not_understood(text)
    amount = _NUMBERS.get(found["amount"]) or found["amount"].replace(",", ".")
    return _term_of(str(amount), unit, text)


def read_hours(text: str) -> OfficeHours:
    """`P75`, `P80`, `S80`, or `07:30-11:30,13:30-17:00`."""
    if profile := PROFILES.get(text.strip().upper()):
        return profile
    pairs = [part.strip().replace("–", "-").split("-") for part in text.split(",")]
    return OfficeHours(Sessions.read([[clock.strip().zfill(5) for clock in pair] for pair in pairs]))


def _term_of(amount: str, unit: Unit, text: str) -> Term:
    if amount.isdigit():
        return Term(unit, int(amount))
    if unit is Unit.WORKING_DAY and amount.endswith(".5"):
        return Term(Unit.HALF_DAY, int(amount[:-2]) * 2 + 1)
    raise _not_understood(text)


def _not_understood(text: str) -> Invalid:
    return Invalid("term_not_understood", f"Không hiểu thời hạn “{text}”, hãy gõ như 5 ngày làm việc")


def _day_of(part: dict[str, str | None]) -> date:
    run = part["run"]
    day, month, year = (run[:2], run[2:4], run[4:]) if run else (part["day"], part["month"], part["year"])
    try:
        return date(int(year or 0) + (2000 if len(year or "") == 2 else 0), int(month or 0), int(day or 0))
    except ValueError:
        raise Invalid("date_not_understood", f"Không có ngày {day}/{month}/{year}") from None


def _clock_of(part: dict[str, str | None]) -> time | None:
    before = "after_" if part["after_hour"] else ""
    hour = part[f"{before}hour"]
    if hour is None:
        return None
    try:
        return time(int(hour), int(part[f"{before}minute"] or 0), int(part[f"{before}second"] or 0))
    except ValueError:
        raise Invalid("date_not_understood", "Giờ phải từ 00:00 đến 23:59") from None
