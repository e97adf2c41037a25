"""On the ends of which days an open dossier waits for the applicant, and on which it is overdue.

A span is half-open, `[first, after)`; `after` is FOREVER while nothing ends it, so that a dossier which nobody
touches becomes overdue in the books by itself when its day comes.
"""

from collections.abc import Iterable
from datetime import date

from services.stats.domain.dossier import Dossier
from services.stats.domain.punctuality import overdue_from
from shared.worktime import legal_day

FOREVER = date.max
Span = tuple[date, date]
Spans = tuple[Span, ...]


def waiting_spans(dossier: Dossier) -> Spans:
    """A wait that ends on the day it began leaves no day's end behind."""
    if not dossier.waits:
        return ()
    end = dossier.resolved_on or FOREVER
    return united(
        (
            max(legal_day(wait.from_at), dossier.accepted_on),
            min(legal_day(wait.until_at), end) if wait.until_at else end,
        )
        for wait in dossier.waits
    )


def overdue_spans(dossier: Dossier, waiting: Spans) -> Spans:
    """Open, not waiting, and past the due date that was in force at that day's end."""
    if not dossier.dues:
        return ()
    end = dossier.resolved_on or FOREVER
    spans = []
    for number, due in enumerate(dossier.dues):
        holds_from = legal_day(due.from_at) if number else dossier.accepted_on
        holds_until = legal_day(dossier.dues[number + 1].from_at) if number + 1 < len(dossier.dues) else end
        first = max(overdue_from(due, dossier.is_hour_limited), holds_from, dossier.accepted_on)
        spans.append((first, min(holds_until, end)))
    return _without(united(spans), waiting)


def united(spans: Iterable[Span]) -> Spans:
    united: list[Span] = []
    for first, after in sorted(spans):
        if first >= after:
            continue
        if united and first <= united[-1][1]:
            united[-1] = (united[-1][0], max(after, united[-1][1]))
        else:
            united.append((first, after))
    return tuple(united)


def _without(spans: Spans, cuts: Spans) -> Spans:
    for cut_first, cut_after in cuts:
        pieces = (
            piece
            for first, after in spans
            for piece in ((first, min(after, cut_first)), (max(first, cut_after), after))
        )
        spans = tuple((first, after) for first, after in pieces if first < after)
    return spans
