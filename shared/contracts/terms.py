"""Words that intake, processing and stats must spell alike: levels, channels, outcomes, the term of a dossier."""

from datetime import date, time
from enum import StrEnum

from shared.contracts.wire import Part


class Level(StrEnum):
    """Levels of administration; `department` is a provincial department or vertical agency."""

    NATION = "nation"
    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


class Channel(StrEnum):
    """How a dossier came in (KenhThucHien 1, 2, 3)."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class Outcome(StrEnum):
    """How a dossier ended: a result, a refusal after appraisal, stopped, or withdrawn by the applicant."""

    RESULT = "result"
    REFUSAL = "refusal"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class CountsBy(StrEnum):
    """Day limits compare dates, hour limits compare instants (measures.md 2)."""

    DAY = "day"
    HOUR = "hour"


class TermPart(Part):
    """A time limit in the law's own unit; `unit` is a value of shared.worktime's Unit. `cutoff` HH:MM."""

    unit: str
    amount: int
    cutoff: str | None = None


class HoursPart(Part):
    """Office hours in force from a day on (until the day before the next entry): sessions as [HH:MM, HH:MM]."""

    valid_from: date
    sessions: tuple[tuple[time, time], ...]
