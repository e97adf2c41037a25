"""What one dossier adds to which daily figure.

Flows go on their legal day. States go as differences: +1 on the first day at whose end the dossier is in the state,
-1 on the first day at whose end it no longer is. A prefix sum over days then gives the state at any day's end. One that
moved is received where it was received, stands open where it was on that day, and ends where it ended.
"""

from collections.abc import Iterator
from datetime import date

from services.stats.domain.dossier import Dossier
from services.stats.domain.punctuality import Class, classify, has_letter_in_time
from services.stats.domain.spans import FOREVER, overdue_spans, waiting_spans
from services.stats.domain.stays import moved_on, stays_of

FLOWS = ("received", "early", "on_time", "late", "late_with_letter", "stopped", "withdrawn", "unclassed")
STATES = ("open", "waiting", "overdue")
MEASURES = FLOWS + STATES
_PLACE = {name: place for place, name in enumerate(MEASURES)}
_RECEIVED, _WITH_LETTER = _PLACE["received"], _PLACE["late_with_letter"]
_OPEN, _WAITING, _OVERDUE = _PLACE["open"], _PLACE["waiting"], _PLACE["overdue"]

Key = tuple[str, str, str, date]  # office, procedure, channel, day
Deltas = list[int]  # in the order of MEASURES
MoveKey = tuple[str, str, str, str, date]  # office from, office to, procedure, channel, day
Mark = tuple[str, date, int, int]  # office, day, place in MEASURES, how much


def contribution(dossier: Dossier) -> dict[Key, Deltas]:
    """The daily figures that this dossier moves, and by how much."""
    sums: dict[Key, Deltas] = {}
    add_contribution(sums, dossier, 1)
    return sums


def add_contribution(sums: dict[Key, Deltas], dossier: Dossier, sign: int) -> None:
    """Adds (+1) or takes back (-1) what the dossier contributes."""
    procedure, channel = dossier.procedure, dossier.channel
    for office, day, place, count in _marks(dossier):
        key = (office, procedure, channel, day)
        deltas = sums.get(key)
        if deltas is None:
            deltas = sums[key] = [0] * len(MEASURES)
        deltas[place] += sign * count


def add_moves(moves: dict[MoveKey, int], dossier: Dossier, sign: int) -> None:
    """Adds or takes back its moves, office by office: whether one leaves an area depends on who asks."""
    for move in dossier.moves:
        day = moved_on(dossier, move)
        key = (move.office_from, move.office_to, dossier.procedure, dossier.channel, day)
        moves[key] = moves.get(key, 0) + sign


def without_zeros(sums: dict[Key, Deltas]) -> dict[Key, Deltas]:
    """Only what differs: most acts at a desk move no figure."""
    return {key: deltas for key, deltas in sums.items() if any(deltas)}


def _marks(dossier: Dossier) -> Iterator[Mark]:
    stays = stays_of(dossier)
    yield stays[0].office, dossier.accepted_on, _RECEIVED, 1
    resolved_on = dossier.resolved_on
    how = classify(dossier)
    if resolved_on and how:
        yield stays[-1].office, resolved_on, _PLACE[how], 1
        if how is Class.LATE and has_letter_in_time(dossier):
            yield stays[-1].office, resolved_on, _WITH_LETTER, 1
    waiting = waiting_spans(dossier)
    states = (
        (_OPEN, ((dossier.accepted_on, resolved_on or FOREVER),)),
        (_WAITING, waiting),
        (_OVERDUE, overdue_spans(dossier, waiting)),
    )
    for place, spans in states:
        for stay in stays:
            for first, after in stay.part_of(spans):
                yield stay.office, first, place, 1
                if after != FOREVER:
                    yield stay.office, after, place, -1
