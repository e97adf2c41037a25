"""A change of the national calendar that is thought of: days as it publishes them, and the calendar with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shared.errors import Invalid
from shared.worktime import NamedDay, WorkCalendar, day_in_words


class DayKind(StrEnum):
    """What a published calendar says of a day; `usual` takes back what was published."""

    DAY_OFF = "day_off"
    MAKE_UP = "make_up"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """One line of the calendar."""

    day: date
    kind: DayKind
    named: NamedDay


def with_changes(calendar: WorkCalendar, days: Sequence[ChangedDay]) -> WorkCalendar:
    """Refuses a day that is named twice, one outside the published years, and one of which nothing changes."""
    off, make_up = dict(calendar.days_off), dict(calendar.make_up_days)
    if len({changed.day for changed in days}) < len(days):
        raise Invalid("calendar_day_twice", "Mỗi ngày chỉ được nêu một lần")
    before = {changed.day: calendar.is_working(changed.day) for changed in days}
    for changed in days:
        off.pop(changed.day, None)
        make_up.pop(changed.day, None)
        if changed.kind is DayKind.DAY_OFF:
            off[changed.day] = changed.named
        elif changed.kind is DayKind.MAKE_UP:
            make_up[changed.day] = changed.named
    after = replace(calendar, days_off=off, make_up_days=make_up)
    same = next((day for day, was_working in before.items() if after.is_working(day) == was_working), None)
    if same:
        was = "là ngày làm việc" if before[same] else "là ngày nghỉ"
        raise Invalid("calendar_day_unchanged", f"Theo lịch hiện hành {day_in_words(same)} đã {was}, hãy bỏ ngày này")
    return after
