"""How long a desk has to answer a filing, and an applicant to complete it."""

from datetime import date, datetime

from shared.errors import Invalid
from shared.worktime import Term, Unit, national_calendar, reckon
from shared.worktime.hours import DeskHours
from shared.worktime.legal_day import day_in_words, legal_day

ANSWER_LIMIT = Term(Unit.WORKING_HOUR, 8)  # NĐ 118/2025 art. 17.2, where the sector's law sets no other
# The law sets no time before acceptance; ours is that of art. 19.5 for a dossier that was accepted.
COMPLETION_LIMIT = Term(Unit.DAY, 15)
_LONGEST_DAYS = 366


def answer_due(recorded_at: datetime, hours: DeskHours) -> datetime:
    """From the system's receipt, by the desk's hours and the national calendar."""
    return reckon(ANSWER_LIMIT, recorded_at, national_calendar(), hours).due_at


def completion_due(asked_at: datetime, hours: DeskHours, stated: date | None) -> date:
    """The last day for the applicant: as stated, else 15 days; refuses a day that leaves no time or has no end."""
    if stated is None:
        return reckon(COMPLETION_LIMIT, asked_at, national_calendar(), hours).due_on
    days = (stated - legal_day(asked_at)).days
    if not 1 <= days <= _LONGEST_DAYS:
        message = f"Hạn hoàn thiện phải sau {day_in_words(legal_day(asked_at))} và trong vòng một năm"
        raise Invalid("completion_limit_not_valid", message, fields={"answer_by": message})
    return stated
