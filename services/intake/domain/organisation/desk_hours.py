"""Which hours a desk keeps: its own, else those of the nearest office above it, else the default of 7.5 hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from shared.errors import Conflict
from shared.worktime import P75, HoursBook, OfficeHours, Sessions
from shared.worktime.hours import DeskHours

_ALWAYS = date(1900, 1, 1)
Spans = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class HoursAct:
    """Hours decided for an office, in force from a day on."""

    valid_from: date
    sessions: Spans


def hours_of(path: Sequence[str], acts: Mapping[str, Sequence[HoursAct]]) -> DeskHours:
    """The hours book of the office at the end of `path`; days before its first act have the hours above."""
    entries: dict[date, OfficeHours] = {_ALWAYS: P75}
    for code in path:
        own = acts.get(code)
        if own:
            first = min(act.valid_from for act in own)
            entries = {day: hours for day, hours in entries.items() if day < first}
            entries.update({act.valid_from: OfficeHours(Sessions(act.sessions)) for act in own})
    return HoursBook(tuple(sorted(entries.items()))) if len(entries) > 1 else P75


def must_not_rewrite(acts: Sequence[HoursAct], act: HoursAct, today: date) -> bool:
    """True where the same act is already there; refuses an act that would change days already worked."""
    Sessions(act.sessions)
    same_day = next((known for known in acts if known.valid_from == act.valid_from), None)
    if same_day is not None and same_day.sessions == act.sessions:
        return True
    if act.valid_from <= today or same_day is not None:
        raise Conflict(
            "hours_already_in_force",
            "Giờ làm việc đã áp dụng không sửa được; hãy đặt giờ mới từ một ngày sau hôm nay chưa có quyết định nào",
        )
    return False
