"""Turns an instant into a day of the law: the calendar day in Việt Nam."""

from datetime import date, datetime, timedelta, timezone

from shared.worktime.refusals import InstantOutOfRange, InstantWithoutZone

# Việt Nam has kept +07:00 without summer time since 1975, so a fixed offset is exact for every dossier.
LEGAL_ZONE = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def legal_instant(instant: datetime) -> datetime:
    """The same instant on the legal clock (+07:00); refuses one without offset or outside the years 1900 to 2999."""
    if instant.utcoffset() is None:
        raise InstantWithoutZone
    if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
        raise InstantOutOfRange(_FIRST_YEAR, _LAST_YEAR)
    return instant if instant.tzinfo is LEGAL_ZONE else instant.astimezone(LEGAL_ZONE)


def legal_day(instant: datetime) -> date:
    """The day on which the instant falls for the law (Asia/Ho_Chi_Minh)."""
    return legal_instant(instant).date()


def weekday_name(day: date) -> str:
    """`thứ Hai` to `Chủ nhật`, as officials write it inside a sentence."""
    return _WEEKDAYS[day.weekday()]


def day_in_words(day: date) -> str:
    """`thứ Ba 12/03/2019`."""
    return f"{weekday_name(day)} {day.day:02}/{day.month:02}/{day.year:04}"


def clock_in_words(instant: datetime) -> str:
    """`17:00`, with seconds only where there are some."""
    return f"{instant:%H:%M:%S}" if instant.second else f"{instant:%H:%M}"
