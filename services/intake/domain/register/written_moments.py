"""Days and hours as clerks type them: day first or year first, in words, with the hour before or behind."""

import re
import unicodedata
from datetime import datetime

from services.intake.domain.register.cells import bare

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-\\]+\s*(\d{1,2})\s*[/.\-\\]+\s*(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d/.\-:])(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{2})(?![\d/\-:]|\.\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{1,2})(?!\d)")
_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})[\s,\-]*(?:thang|thg)[\s.]*(\d{1,2})[\s,./\-]*(?:nam\s*)?(\d{4})(?!\d)")
_ENGLISH = re.compile(r"(?<!\d)(\d{1,2})[\s\-/]*([a-z]{3})[a-z]*[\s,\-/]*(\d{4}|\d{2})(?!\d)")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}

_ZONED = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?")
_HOUR = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?::|gio|h|g)\s*(?:(\d{1,2})\s*(?:(?::|(?:phut|ph|p)(?![a-z]))\s*(\d{1,2})?)?)?(?:\.\d+)?(?!\d)"
)
_HOUR_WITH_DOT = re.compile(r"\W*(\d{1,2})\.(\d\d)\W*()")
_WEEKDAY = re.compile(r"\b(?:thu\s*(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn)\b")
_MORNING, _AFTERNOON = {"am", "sa", "sang"}, {"pm", "ch", "chieu", "toi"}
_FILLER = {"ngay", "luc", "hoi", "vao", "gio", "t", "phut", "giay", "buoi", "trua", *_MORNING, *_AFTERNOON}


class NoMoment(ValueError):
    """The text is no day that exists, or more than one."""


def written_moment(text: str) -> datetime:
    """The moment, midnight where no hour is given; raises NoMoment. Never guesses a month before the day."""
    plain = unicodedata.normalize("NFKC", bare(text)).replace("–", "-").replace("—", "-")
    try:
        if _ZONED.fullmatch(plain):
            return datetime.fromisoformat(plain.upper())
        if plain.isdecimal():
            return _from_digits(plain)
        day, rest = _day_in(plain)
        hour, rest = _hour_in(_WEEKDAY.sub(" ", rest))
        moment = datetime(*day, *hour)  # noqa: DTZ001  (a book has no zone)
    except ValueError:
        raise NoMoment from None
    if not set(re.findall(r"[a-z0-9]+", rest)) <= _FILLER:
        raise NoMoment
    return moment


def _from_digits(digits: str) -> datetime:
    """ddmmyyyy (its leading zero may be lost), yyyymmdd, yyyymmddhhmm and yyyymmddhhmmss."""
    if found := _STAMP.fullmatch(digits):
        return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    if len(digits) not in (7, 8):
        raise NoMoment
    padded = digits.zfill(8)
    try:
        return datetime(int(padded[4:]), int(padded[2:4]), int(padded[:2]))  # noqa: DTZ001
    except ValueError:
        return datetime(int(padded[:4]), int(padded[4:6]), int(padded[6:]))  # noqa: DTZ001


def _day_in(text: str) -> tuple[tuple[int, int, int], str]:
    """Year, month and day, and what is left of the text."""
    for form, order in (
        (_IN_WORDS, (3, 2, 1)),
        (_YEAR_FIRST, (1, 2, 3)),
        (_DAY_FIRST, (3, 2, 1)),
        (_SHORT_YEAR, (4, 3, 1)),
        (_ENGLISH, (3, 2, 1)),
    ):
        if found := form.search(text):
            year, month, day = (_MONTHS.get(found[n]) or int(found[n]) for n in order)
            rest = text[: found.start()] + " " + text[found.end() :]
            return (year + 2000 if year < 100 else year, month, day), rest
    raise NoMoment


def _hour_in(text: str) -> tuple[tuple[int, int, int], str]:
    found = _HOUR.search(text) or _HOUR_WITH_DOT.fullmatch(text)
    if not found:
        return (0, 0, 0), text
    rest = text[: found.start()] + " " + text[found.end() :]
    hour, minute, second = (int(part or 0) for part in found.groups())
    words = set(re.findall(r"[a-z]+", rest))
    if words & _AFTERNOON and hour < 12:
        hour += 12
    elif words & _MORNING and hour == 12:
        hour = 0
    return (hour, minute, second), rest
