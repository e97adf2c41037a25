"""The names under which figures are asked for and opened."""

from enum import StrEnum


class Measure(StrEnum):
    """Every count of an answer; each opens the dossiers (or filings) it counted."""

    RECEIVED = "received"
    CARRIED_OVER = "carried_over"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    LATE_WITH_LETTER = "late_with_letter"
    LATE_WITHOUT_LETTER = "late_without_letter"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    UNCLASSED = "unclassed"
    IN_TERM = "in_term"
    OVERDUE = "overdue"
    WAITING = "waiting"
    RESOLVED = "resolved"
    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    REFUSALS = "refusals"
    LATE_BY_REAPPOINTMENT = "late_by_reappointment"
    INDEX_IN_TIME = "index_in_time"
    INDEX_OVERDUE = "index_overdue"
    READY_NOT_RETURNED = "ready_not_returned"
    TAKEN_IN = "taken_in"
    FILED = "filed"
    REFUSED = "refused"
    PENDING = "pending"
    PENDING_LATE = "pending_late"


OF_FILINGS = frozenset({Measure.FILED, Measure.REFUSED, Measure.PENDING, Measure.PENDING_LATE})


class Map(StrEnum):
    """By which map of offices: as each day was counted, or everything at the offices that continue the old ones."""

    THEN = "then"
    NOW = "now"


class Breakdown(StrEnum):
    """Into what parts a figure is taken apart: one of the first, over time by one of the last, or both."""

    OFFICE = "office"
    LEVEL = "level"
    FIELD = "field"
    LEVEL_FIELD = "level_field"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
    DAY = "day"
    WEEK = "week"
    HALF = "half"
    MONTH = "month"
    OFFICIAL = "official"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def is_of_time(self) -> bool:
        return self in OF_TIME


OF_TIME = (
    Breakdown.DAY,
    Breakdown.WEEK,
    Breakdown.HALF,
    Breakdown.MONTH,
    Breakdown.OFFICIAL,
    Breakdown.QUARTER,
    Breakdown.YEAR,
)
