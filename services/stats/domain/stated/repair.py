"""The simplest repair: one misprinted number, put right, after which more of the table holds than before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.stats.domain.stated.identity import Standing, Tested, tested
from services.stats.domain.stated.number import Stated
from services.stats.domain.stated.share import Compared, Match, compared
from services.stats.domain.stated.table import StatedTable
from shared.vietnamese import number

_MOST = 5


@dataclass(frozen=True, slots=True)
class Repair:
    """`mends` and `left` are codes of identities and printed percentages that failed before, and fail after."""

    figure: str
    stated: int
    instead: int
    digits: int
    mends: tuple[str, ...]
    left: tuple[str, ...]
    sentence: str


def repairs(table: StatedTable) -> list[Repair]:
    """The one that leaves least to explain comes first, then the one that changes fewest digits."""
    table = replace(table, shares=tuple(share for share in table.shares if share.of))  # others may be of anything
    before = failing(table)
    found = {(each.figure, each.instead): each for each in _tried(table, before)}
    return sorted(found.values(), key=_order)[:_MOST]


def failing(table: StatedTable) -> tuple[str, ...]:
    identities = [each.code for each in tested(table) if each.standing is Standing.FAILS]
    return (*identities, *(_name(each) for each in compared(table) if _is_wrong(each)))


def _tried(table: StatedTable, before: tuple[str, ...]) -> Iterator[Repair]:
    for failed in (each for each in tested(table) if each.standing is Standing.FAILS):
        for figure in (*failed.left, *failed.right):
            instead = _instead(table, failed, figure)
            if instead is None:
                continue
            after = failing(table.with_figure(figure, Stated.exactly(instead)))
            if len(after) < len(before):
                yield _repair(table, figure, instead, before, after)


def _instead(table: StatedTable, failed: Tested, figure: str) -> int | None:
    """Only numbers that were printed in full, and nothing below nought."""
    stated = table.figures[figure]
    if not stated.is_exact or failed.difference.denominator != 1:
        return None
    change = -failed.difference if figure in failed.left else failed.difference
    instead = int(stated.value + change)
    return instead if instead >= 0 else None


def _repair(table: StatedTable, figure: str, instead: int, before: tuple[str, ...], after: tuple[str, ...]) -> Repair:
    stated = int(table.figures[figure].value)
    mends = tuple(code for code in before if code not in after)
    rest = "mọi phép tính đều khớp" if not after else f"còn {len(after)} chỗ chưa khớp"
    sentence = f"Nếu {table.label(figure)} là {number(instead)} thay vì {number(stated)} thì {rest}."
    return Repair(figure, stated, instead, _digits(stated, instead), mends, after, sentence)


def _digits(one: int, other: int) -> int:
    width = max(len(str(one)), len(str(other)))
    pairs = zip(str(one).zfill(width), str(other).zfill(width), strict=True)
    return sum(1 for mine, yours in pairs if mine != yours)


def _order(repair: Repair) -> tuple[int, int, int]:
    return len(repair.left), repair.digits, abs(repair.instead - repair.stated)


def _is_wrong(share: Compared) -> bool:
    return share.match in {Match.NOT_MATCHED, Match.MATCHES_OTHER}


def _name(share: Compared) -> str:
    return f"share:{share.claimed.of or ''}:{share.claimed.stated.text}"
