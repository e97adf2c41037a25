"""The working time of a desk: the national calendar and the nearest hours that were decided on its path."""

from collections.abc import Mapping, Sequence
from datetime import date

from shared.contracts.terms import HoursPart
from shared.worktime import P75, DeskHours, HoursBook, OfficeHours, Sessions, national_calendar
from shared.worktime.working_time import WorkingTime

_BEFORE_ALL = date(1900, 1, 1)


def desk_time(path: Sequence[str], decided: Mapping[str, Sequence[HoursPart]]) -> WorkingTime:
    """Hours of the last office on `path` that decided some; before its first decision those above, at first P75."""
    book: dict[date, OfficeHours] = {}
    for code in path:
        parts = decided.get(code, ())
        if parts:
            begins_on = min(part.valid_from for part in parts)
            book = {day: hours for day, hours in book.items() if day < begins_on}
            book |= {part.valid_from: OfficeHours(Sessions(part.sessions)) for part in parts}
    return WorkingTime(national_calendar(), _book_of(book))


def _book_of(book: Mapping[date, OfficeHours]) -> DeskHours:
    if not book:
        return P75
    return HoursBook(tuple(sorted({_BEFORE_ALL: P75, **book}.items())))


USUAL_TIME = desk_time((), {})  # of a desk that nothing is known of
