"""What the end of a dossier adds to how long things take, and to why they are late."""

from datetime import date

from services.stats.domain.dossier import Dossier
from services.stats.domain.duration import bucket_of, taken
from services.stats.domain.punctuality import Class, classify, has_letter_in_time

TIME_MEASURES = ("gross", "gross_minutes", "net", "net_minutes")
CAUSE_MEASURES = ("late", "late_with_letter")
NOT_TOLD = ""  # late, and nobody has said why

TimeKey = tuple[str, date, int]  # office, day, bucket
CauseKey = tuple[str, date, str]  # office, day, cause
Times = dict[TimeKey, list[int]]
Causes = dict[CauseKey, list[int]]


def add_ends(times: Times, causes: Causes, dossier: Dossier, sign: int) -> None:
    """Adds (+1) or takes back (-1) what its end counts; nothing while it is open."""
    how = classify(dossier)
    _add_times(times, dossier, how, sign)
    if how is Class.LATE:
        _add_cause(causes, dossier, sign)


def _add_times(times: Times, dossier: Dossier, how: Class | None, sign: int) -> None:
    """Counted and summed in the bucket of its gross and in that of its net time."""
    took = taken(dossier, how)
    if took is None or dossier.resolved_on is None:
        return
    for place, minutes in ((0, took.gross), (2, took.net)):
        sums = times.setdefault((dossier.office, dossier.resolved_on, bucket_of(minutes)), [0, 0, 0, 0])
        sums[place] += sign
        sums[place + 1] += sign * minutes


def _add_cause(causes: Causes, dossier: Dossier, sign: int) -> None:
    if dossier.resolved_on:
        sums = causes.setdefault((dossier.office, dossier.resolved_on, dossier.cause or NOT_TOLD), [0, 0])
        sums[0] += sign
        sums[1] += sign * has_letter_in_time(dossier)
