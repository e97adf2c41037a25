"""Working time: the law's arithmetic of terms, days off and office hours. Pure; it owns no clock."""

from shared.worktime.calendar import NamedDay, WorkCalendar
from shared.worktime.deadline import Deadline, reckon
from shared.worktime.explain import due_in_words, explain, to_text
from shared.worktime.hours import P75, P80, PROFILES, S80, DeskHours, HoursBook, OfficeHours, Sessions, read_clock
from shared.worktime.legal_day import LEGAL_ZONE, day_in_words, legal_day, legal_instant
from shared.worktime.limits import ApologyLimit, apology_limit, hand_over_by
from shared.worktime.national import national_calendar
from shared.worktime.refusals import (
    CalendarNotPublished,
    DayIsNotUncertain,
    HoursNotKnown,
    HoursNotValid,
    InstantOutOfRange,
    InstantWithoutZone,
    SuspensionNotValid,
    TermNotValid,
    WorktimeRefusal,
)
from shared.worktime.step import Step, Verdict
from shared.worktime.suspension import Pause, Restart, Suspension
from shared.worktime.term import Term, Unit, read_unit

__all__ = [
    "LEGAL_ZONE",
    "P75",
    "P80",
    "PROFILES",
    "S80",
    "ApologyLimit",
    "CalendarNotPublished",
    "DayIsNotUncertain",
    "Deadline",
    "DeskHours",
    "HoursBook",
    "HoursNotKnown",
    "HoursNotValid",
    "InstantOutOfRange",
    "InstantWithoutZone",
    "NamedDay",
    "OfficeHours",
    "Pause",
    "Restart",
    "Sessions",
    "Step",
    "Suspension",
    "SuspensionNotValid",
    "Term",
    "TermNotValid",
    "Unit",
    "Verdict",
    "WorkCalendar",
    "WorktimeRefusal",
    "apology_limit",
    "day_in_words",
    "due_in_words",
    "explain",
    "hand_over_by",
    "legal_day",
    "legal_instant",
    "national_calendar",
    "read_clock",
    "read_unit",
    "reckon",
    "to_text",
]
