"""Days and hours as books write them: Excel dates, serial numbers, and the usual spellings as text."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from services.intake.domain.register.cells import Cell, folded, tidy

_LOCAL = timezone(timedelta(hours=7))  # Asia/Ho_Chi_Minh, as shared.worktime.LEGAL_ZONE
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (serial numbers have no zone)
_SERIALS = (20_000, 80_000)  # 1954 to 2119
_YEARS = (1990, 2100)

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
_IN_WORDS = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_HOUR = re.compile(r"(?<!\d)(\d{1,2})\s*(?::|giờ|h|g)\s*(\d{2})?(?:\s*(?::|phút)\s*(\d{2})?)?(?!\d)", re.IGNORECASE)
_FILLER = {"", "ngay", "luc", "hoi", "gio", "t", "phut", "z"}


class Unreadable(ValueError):
    """The cell holds something, but not a day that exists."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day with the hour where the book gives one."""

    on: date
    hour: time | None

    def precedes(self, other: "Moment") -> bool:
        """Earlier for sure: by day, and by hour only where both books give one."""
        if self.on != other.on or self.hour is None or other.hour is None:
            return self.on < other.on
        return self.hour < other.hour

    def at(self, missing: time) -> datetime:
        """The instant, with `missing` as the hour where the book gives none."""
        return datetime.combine(self.on, self.hour or missing, _LOCAL)


def read_moment(cell: Cell) -> Moment | None:
    """None for a blank cell; raises Unreadable for anything that is not a day."""
    if cell is None or (isinstance(cell, str) and not tidy(cell).strip("-–—./ ")):
        return None
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, date):
        return _checked(Moment(cell, None))
    if isinstance(cell, str):
        return _checked(_from_text(tidy(cell)))
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_serial(float(cell))
    raise Unreadable


def _from_serial(serial: float) -> Moment:
    if not _SERIALS[0] <= serial <= _SERIALS[1]:
        raise Unreadable
    return _moment(_EXCEL_ZERO + timedelta(seconds=round(serial * 86_400)))


def _moment(at: datetime) -> Moment:
    at = (at + timedelta(microseconds=500_000)).replace(microsecond=0, tzinfo=None)
    hour = at.time()
    return _checked(Moment(at.date(), hour if hour != time(0) else None))


def _checked(moment: Moment) -> Moment:
    if not _YEARS[0] <= moment.on.year <= _YEARS[1]:
        raise Unreadable
    return moment


def _from_text(text: str) -> Moment:
    if re.fullmatch(r"\d{5}([.,]\d+)?", text):
        return _from_serial(float(text.replace(",", ".")))
    day, rest = _day_in(text)
    hour: time | None = None
    if found := _HOUR.search(rest):
        hour = _hour_of(found)
        rest = rest[: found.start()] + " " + rest[found.end() :]
    if not set(folded(rest).split()) <= _FILLER:
        raise Unreadable
    return Moment(day, hour)


def _day_in(text: str) -> tuple[date, str]:
    for form, order in ((_IN_WORDS, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        if found := form.search(text):
            year, month, day = (int(found[n]) for n in order)
            try:
                on = date(year + 2000 if year < 100 else year, month, day)
            except ValueError:
                raise Unreadable from None
            return on, text[: found.start()] + " " + text[found.end() :]
    if re.fullmatch(r"\d{8}", text):
        return _day_in(f"{text[:2]}/{text[2:4]}/{text[4:]}")
    raise Unreadable


def _hour_of(found: re.Match[str]) -> time:
    try:
        return time(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        raise Unreadable from None
