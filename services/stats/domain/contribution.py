"""What one dossier or filing adds to which daily figure.

Flows go on their legal day. States go as differences: +1 on the first day at whose end the dossier is in the state,
-1 on the first day at whose end it no longer is. A prefix sum over days then gives the state at any day's end. One that
moved is received where it was received, stands open where it was on that day, and ends where it ended.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from services.stats.domain import index_reading
from services.stats.domain.dossier import Dossier
from services.stats.domain.filing import Filing, pending_spans
from services.stats.domain.punctuality import (
    Class,
    classify,
    has_letter_in_time,
    is_late_by_reappointment,
    is_refusal,
    ready_span,
)
from services.stats.domain.spans import FOREVER, Span, Spans, overdue_spans, waiting_spans
from services.stats.domain.stays import moved_on, stays_of

# fmt: off
FLOWS = (
    "received", "direct", "online", "post",
    "early", "on_time", "late", "late_with_letter", "stopped", "withdrawn", "unclassed",
    "refusals", "late_by_reappointment", "index_in_time", "taken_in", "filed", "refused",
)
STATES = ("open", "waiting", "overdue", "index_overdue", "ready_not_returned", "pending", "pending_late")
# fmt: on
MEASURES = FLOWS + STATES
PLACE = {name: place for place, name in enumerate(MEASURES)}
_OPEN, _WAITING, _OVERDUE = PLACE["open"], PLACE["waiting"], PLACE["overdue"]
_ZEROS = [0] * len(MEASURES)

Key = tuple[str, str, str, str, date]  # office, procedure, field, channel, day
Deltas = list[int]  # in the order of MEASURES
MoveKey = tuple[str, str, str, str, str, date]  # office from, office to, procedure, field, channel, day
Mark = tuple[str, date, int, int]  # office, day, place in MEASURES, how much


def contribution(counted: Dossier | Filing) -> dict[Key, Deltas]:
    """The daily figures that it moves, and by how much."""
    sums: dict[Key, Deltas] = {}
    add_contribution(sums, counted, 1)
    return sums


def add_contribution(sums: dict[Key, Deltas], counted: Dossier | Filing, sign: int) -> None:
    """Adds (+1) or takes back (-1) what the dossier or filing contributes."""
    procedure, field, channel = counted.procedure, counted.field, counted.channel
    for office, day, place, count in _of_filing(counted) if isinstance(counted, Filing) else _of_dossier(counted):
        key = (office, procedure, field, channel, day)
        deltas = sums.get(key)
        if deltas is None:
            deltas = sums[key] = _ZEROS.copy()
        deltas[place] += sign * count


def add_moves(moves: dict[MoveKey, int], dossier: Dossier, sign: int) -> None:
    """Adds or takes back its moves, office by office: whether one leaves an area depends on who asks."""
    d = dossier
    for move in d.moves:
        key = (move.office_from, move.office_to, d.procedure, d.field, d.channel, moved_on(d, move))
        moves[key] = moves.get(key, 0) + sign


def without_zeros(sums: Mapping[Key, Deltas]) -> dict[Key, Deltas]:
    """Only what differs: most acts at a desk move no figure."""
    return {key: deltas for key, deltas in sums.items() if any(deltas)}


def _of_dossier(dossier: Dossier) -> Iterator[Mark]:
    stays = stays_of(dossier)
    for name in ("received", dossier.channel):
        yield stays[0].office, dossier.accepted_on, PLACE[name], 1
    yield dossier.desk, dossier.accepted_on, PLACE["taken_in"], 1
    how = classify(dossier)
    for name in _ends(dossier, how):
        yield stays[-1].office, dossier.resolved_on, PLACE[name], 1  # type: ignore[misc]
    for place, spans in _states(dossier):
        for stay in stays:
            for span in stay.part_of(spans):
                yield from _difference(stay.office, place, span)
    if ready := ready_span(dossier, how):
        yield from _difference(stays[-1].office, PLACE["ready_not_returned"], ready)


def _ends(dossier: Dossier, how: Class | None) -> Iterator[str]:
    """The flows of its end; none while open."""
    if how is None:
        return
    yield how.value
    if how is Class.LATE and has_letter_in_time(dossier):
        yield "late_with_letter"
    if is_late_by_reappointment(dossier, how):
        yield "late_by_reappointment"
    if is_refusal(dossier, how):
        yield "refusals"
    if index_reading.ends_in_time(dossier):
        yield "index_in_time"


def _states(dossier: Dossier) -> Iterator[tuple[int, Spans]]:
    yield _OPEN, ((dossier.accepted_on, dossier.resolved_on or FOREVER),)
    waiting = waiting_spans(dossier)
    if waiting:
        yield _WAITING, waiting
    yield _OVERDUE, overdue_spans(dossier, waiting)
    yield PLACE["index_overdue"], index_reading.late_spans(dossier)


def _of_filing(filing: Filing) -> Iterator[Mark]:
    yield filing.desk, filing.filed_on, PLACE["filed"], 1
    if filing.refused_on:
        yield filing.desk, filing.refused_on, PLACE["refused"], 1
    for pending, late in pending_spans(filing):
        yield from _difference(filing.desk, PLACE["pending"], pending)
        yield from _difference(filing.desk, PLACE["pending_late"], late)


def _difference(office: str, place: int, span: Span) -> Iterator[Mark]:
    first, after = span
    if first < after:
        yield office, first, place, 1
        if after != FOREVER:
            yield office, after, place, -1
