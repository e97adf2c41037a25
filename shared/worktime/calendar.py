"""Which days are worked: days off, make-up Saturdays, and the days that no paper has settled yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.worktime.refusals import CalendarNotPublished

SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class NamedDay:
    """Why a day differs from others of the week, and the legal paper that says so."""

    name: str
    paper: str


# Civil servants have worked the five-day, 40-hour week since this decision.
_FIVE_DAY_WEEK = "Quyết định 188/1999/QĐ-TTg (tuần làm việc 40 giờ)"
_WEEKEND = {SATURDAY: NamedDay("Thứ Bảy", _FIVE_DAY_WEEK), SUNDAY: NamedDay("Chủ nhật", _FIVE_DAY_WEEK)}


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """The working days of a span of whole years; every question outside the span is refused."""

    first_year: int
    last_year: int
    days_off: Mapping[date, NamedDay]
    make_up_days: Mapping[date, NamedDay]
    uncertain_days: Mapping[date, NamedDay] = field(default_factory=dict)
    """Days that may be off but are not settled by paper, whichever way this calendar takes them."""
    _first: int = field(init=False, repr=False)
    _working: tuple[date, ...] = field(init=False, repr=False)
    _through: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Counting by rank makes n working days one subtraction and one look-up, whatever n.
        start, end = date(self.first_year, 1, 1), date(self.last_year, 12, 31)
        working: list[date] = []
        through: list[int] = []
        for offset in range((end - start).days + 1):
            day = start + timedelta(days=offset)
            if self.why_off(day) is None:
                working.append(day)
            through.append(len(working))
        object.__setattr__(self, "_first", start.toordinal())
        object.__setattr__(self, "_working", tuple(working))
        object.__setattr__(self, "_through", tuple(through))

    def why_off(self, day: date) -> NamedDay | None:
        """Why the day is not worked (a holiday is named before the weekend it falls on); None if it is."""
        if day in self.make_up_days:
            return None
        return self.days_off.get(day) or _WEEKEND.get(day.weekday())

    def is_make_up(self, day: date) -> bool:
        """A Saturday worked in place of another day."""
        return day in self.make_up_days

    def is_working(self, day: date) -> bool:
        """Whether offices work that day; refuses a day outside the published years."""
        if not self.is_published(day):
            raise CalendarNotPublished(self.first_year, self.last_year)
        return self.why_off(day) is None

    def is_published(self, day: date) -> bool:
        """Whether the days off of that year are known."""
        return self.first_year <= day.year <= self.last_year

    def working_days_through(self, day: date) -> int:
        """Working days from the start of the calendar up to and including the day."""
        place = day.toordinal() - self._first
        if 0 <= place < len(self._through):
            return self._through[place]
        if place == -1:
            return 0
        raise CalendarNotPublished(self.first_year, self.last_year)

    def working_days_between(self, after: date, through: date) -> int:
        """Working days strictly after one day up to and including another."""
        return self.working_days_through(through) - self.working_days_through(after)

    def working_day_after(self, day: date, count: int = 1) -> date:
        """The count-th working day after the day, which itself never counts."""
        rank = self.working_days_through(day) + count
        if rank > len(self._working):
            raise CalendarNotPublished(self.first_year, self.last_year)
        return self._working[rank - 1]

    def working_day_from(self, day: date) -> date:
        """The day itself if it is worked, else the next that is (Civil Code art. 148.5)."""
        return day if self.is_working(day) else self.working_day_after(day)

    def working_day_before(self, day: date) -> date:
        """The last working day before the day."""
        rank = self.working_days_through(day - ONE_DAY)
        if rank == 0:
            raise CalendarNotPublished(self.first_year, self.last_year)
        return self._working[rank - 1]

    def working_days_from(self, day: date) -> Iterator[date]:
        """Working days from the day on; refuses at the end of the published years."""
        rank = self.working_days_through(day)
        if self.is_working(day):
            rank -= 1
        for place in range(rank, len(self._working)):
            yield self._working[place]
        raise CalendarNotPublished(self.first_year, self.last_year)
