"""The names under which figures are asked for and opened."""

from enum import StrEnum


class Measure(StrEnum):
    """Every count of an answer; each opens the dossiers it counted."""

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


class Map(StrEnum):
    """By which map of offices: as each day was counted, or everything at the offices that continue the old ones."""

    THEN = "then"
    NOW = "now"


class Breakdown(StrEnum):
    """Into what parts a figure is taken apart."""

    OFFICE = "office"
    DAY = "day"
    MONTH = "month"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
