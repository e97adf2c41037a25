"""What one dossier adds to which daily figure.

Flows go on their legal day. States go as differences: +1 on the first day at whose end the dossier is in the state,
-1 on the first day at whose end it no longer is. A prefix sum over days then gives the state at any day's end.
"""

from collections.abc import Iterable
from datetime import date

from services.stats.domain.dossier import Dossier
from services.stats.domain.punctuality import Class, classify, has_letter_in_time
from services.stats.domain.spans import FOREVER, Spans, overdue_spans, waiting_spans

FLOWS = ("received", "early", "on_time", "late", "late_with_letter", "stopped", "withdrawn", "unclassed")
STATES = ("open", "waiting", "overdue")
MEASURES = FLOWS + STATES
_PLACE = {name: place for place, name in enumerate(MEASURES)}
_RECEIVED, _WITH_LETTER = _PLACE["received"], _PLACE["late_with_letter"]
_OPEN, _WAITING, _OVERDUE = _PLACE["open"], _PLACE["waiting"], _PLACE["overdue"]

Key = tuple[str, str, str, date]  # office, procedure, channel, day
Deltas = list[int]  # in the order of MEASURES
Mark = tuple[date, int, int]  # day, place in MEASURES, how much


def contribution(dossier: Dossier) -> dict[Key, Deltas]:
    """The daily figures that this dossier moves, and by how much."""
    sums: dict[Key, Deltas] = {}
    add_contribution(sums, dossier, 1)
    return sums


def add_contribution(sums: dict[Key, Deltas], dossier: Dossier, sign: int) -> None:
    """Adds (+1) or takes back (-1) what the dossier contributes."""
    office, procedure, channel = dossier.office, dossier.procedure, dossier.channel
    for day, place, count in _marks(dossier):
        key = (office, procedure, channel, day)
        deltas = sums.get(key)
        if deltas is None:
            deltas = sums[key] = [0] * len(MEASURES)
        deltas[place] += sign * count


def without_zeros(sums: dict[Key, Deltas]) -> dict[Key, Deltas]:
    """Only what differs: most acts at a desk move no figure."""
    return {key: deltas for key, deltas in sums.items() if any(deltas)}


def _marks(dossier: Dossier) -> Iterable[Mark]:
    marks = [(dossier.accepted_on, _RECEIVED, 1), (dossier.accepted_on, _OPEN, 1)]
    resolved_on = dossier.resolved_on
    how = classify(dossier)
    if resolved_on and how:
        marks += ((resolved_on, _OPEN, -1), (resolved_on, _PLACE[how], 1))
        if how is Class.LATE and has_letter_in_time(dossier):
            marks.append((resolved_on, _WITH_LETTER, 1))
    waiting = waiting_spans(dossier)
    _mark_spans(marks, _WAITING, waiting)
    _mark_spans(marks, _OVERDUE, overdue_spans(dossier, waiting))
    return marks


def _mark_spans(marks: list[Mark], place: int, spans: Spans) -> None:
    for first, after in spans:
        marks.append((first, place, 1))
        if after != FOREVER:
            marks.append((after, place, -1))
