"""Days and hours of a book's cells: Excel dates, serial numbers and text, as a local day with its hour, if any."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from services.intake.domain.register.cells import Cell, is_blank, is_fault, tidy
from services.intake.domain.register.written_moments import NoMoment, written_moment

LOCAL = timezone(timedelta(hours=7))  # Asia/Ho_Chi_Minh, as shared.worktime.LEGAL_ZONE
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (serial numbers have no zone)
_SERIALS = (20_000, 80_000)  # 1954 to 2119
_YEARS = (1990, 2100)


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
        return datetime.combine(self.on, self.hour or missing, LOCAL)


def read_moment(cell: Cell) -> Moment | None:
    """None for a blank cell; raises Unreadable for anything that is not a day."""
    if cell is None or (isinstance(cell, str) and is_blank(cell)):
        return None
    try:
        return _moment(_instant(cell))
    except NoMoment:
        raise Unreadable from None


def _instant(cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
    if isinstance(cell, bool | time | timedelta) or cell is None or is_fault(cell):
        raise NoMoment
    number = _number(cell)
    if number is not None and _SERIALS[0] <= number <= _SERIALS[1]:
        return _EXCEL_ZERO + timedelta(seconds=round(number * 86_400))
    is_whole = number is not None and number.is_integer()
    return written_moment(tidy(number if is_whole else cell))  # an export wrote 13052024.0


def _number(cell: str | float) -> float | None:
    try:
        return float(tidy(cell).replace(",", "."))
    except ValueError:
        return None


def _moment(at: datetime) -> Moment:
    """Midnight is how spreadsheets and exports write a day without an hour."""
    local = at.astimezone(LOCAL) if at.tzinfo else at
    local = (local + timedelta(microseconds=500_000)).replace(microsecond=0, tzinfo=None)
    if not _YEARS[0] <= local.year <= _YEARS[1]:
        raise NoMoment
    return Moment(local.date(), local.time() if local.time() != time(0) else None)
