"""Tells how long the dossiers of a span took, by level or by the offices directly below."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.stats.domain.duration import Spread
from services.stats.domain.measure import Breakdown
from services.stats.queries.offices import offices_below
from services.stats.queries.question import Question
from services.stats.queries.scopes import shares_of
from services.stats.queries.times import Buckets, times_of
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class TimesOf:
    """Of the whole (`key` is the office asked for) or of a part."""

    key: str
    gross: Spread
    net: Spread


async def tell_times(
    connection: Connection, question: Question, by: Breakdown | None
) -> tuple[TimesOf, tuple[TimesOf, ...]]:
    """The whole and its parts; `by` is the level, the offices directly below, or nothing."""
    head, span = question.head, question.counted
    found = await times_of(connection, head.shares, span)
    whole = _told(head.code, found.values())
    if by is Breakdown.LEVEL:
        return whole, tuple(_told(level, [found[root, level]]) for root, level in sorted(found))
    if by is not Breakdown.OFFICE:
        return whole, ()
    codes = [each.code for each in await offices_below(connection, head.code, whole_tree=False)]
    below = await times_of(connection, await shares_of(connection, question.of, codes, question.today), span)
    parts = {code: [each for (root, _), each in below.items() if root == code] for code in codes}
    return whole, tuple(_told(code, each) for code, each in parts.items() if each)


def _told(key: str, buckets: Iterable[Buckets]) -> TimesOf:
    total = Buckets()
    for each in buckets:
        for bucket in {*each.gross, *each.net}:
            total.add(bucket, each.gross.get(bucket, 0), 0, each.net.get(bucket, 0), 0)
        total.gross_minutes += each.gross_minutes
        total.net_minutes += each.net_minutes
    return TimesOf(key, *total.spreads)
