"""Which office counts a dossier at the end of which days: the one that received it, then each that continued it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from services.stats.domain.dossier import Dossier, Move
from services.stats.domain.spans import FOREVER, Spans
from shared.worktime import legal_day


class Stay(NamedTuple):
    """The dossier counts at `office` at the ends of the days in `[first, after)`."""

    office: str
    first: date
    after: date

    def part_of(self, spans: Spans) -> Spans:
        """What of the spans lies in this stay."""
        cut = ((max(first, self.first), min(after, self.after)) for first, after in spans)
        return tuple((first, after) for first, after in cut if first < after)


def moved_on(dossier: Dossier, move: Move) -> date:
    """The legal day on which the move counts: never before acceptance, never after the end."""
    day = max(legal_day(move.from_at), dossier.accepted_on)
    return min(day, dossier.resolved_on) if dossier.resolved_on else day


def stays_of(dossier: Dossier) -> tuple[Stay, ...]:
    """In order; one for a dossier that never moved. Several moves on one day leave empty stays between them."""
    return tuple(_stays(dossier))


def _stays(dossier: Dossier) -> Iterator[Stay]:
    first = date.min
    for move in dossier.moves:
        after = moved_on(dossier, move)
        yield Stay(move.office_from, first, after)
        first = after
    yield Stay(dossier.office, first, FOREVER)
