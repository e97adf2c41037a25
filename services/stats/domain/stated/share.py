"""Which ratio of stated figures a printed percentage is, if any: rounded half up, or cut off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from services.stats.domain.stated.number import Stated
from services.stats.domain.stated.table import ClaimedShare, StatedTable
from shared.vietnamese import decimal

_ENDED = ("resolved", "total", "received")
_ALL = ("total", "received")
# What a percentage of a figure is usually out of, the proper one first.
_OUT_OF: Mapping[str, tuple[str, ...]] = {
    "resolved": _ALL,
    **dict.fromkeys(("in_time", "early", "on_time", "late", "stopped", "withdrawn", "unclassed"), _ENDED),
    **dict.fromkeys(("late_with_letter", "late_without_letter"), ("late", *_ENDED)),
    **dict.fromkeys(("direct", "online", "post"), ("received", "total")),
    **dict.fromkeys(("in_progress", "in_term", "overdue", "waiting"), (*_ALL, "in_progress")),
    **dict.fromkeys(("in_time_or_in_term", "late_or_overdue", "carried_over"), _ALL),
}


class Match(StrEnum):
    """How a printed percentage stands to the figures beside it."""

    MATCHES = "matches"
    CUT_OFF = "cut_off"
    MATCHES_OTHER = "matches_other"
    NOT_MATCHED = "not_matched"
    NO_FIGURES = "no_figures"


@dataclass(frozen=True, slots=True)
class Ratio:
    """Of two stated figures; `percent` is that of the numbers as printed."""

    numerator: str
    denominator: str
    percent: Fraction
    low: Fraction
    high: Fraction

    def rounds_to(self, share: Stated) -> bool:
        return self.low < share.high and share.low <= self.high

    def is_cut_to(self, share: Stated) -> bool:
        return self.low < share.value + (share.high - share.low) and share.value <= self.high


@dataclass(frozen=True, slots=True)
class Compared:
    """`ratios` are those that match, else the one that the text should have meant."""

    claimed: ClaimedShare
    match: Match
    ratios: tuple[Ratio, ...]
    sentence: str


def compared(table: StatedTable) -> list[Compared]:
    return [_compare(table, share) for share in table.shares]


def _compare(table: StatedTable, share: ClaimedShare) -> Compared:
    ratios = list(_candidates(table, share))
    if not ratios:
        sentence = f"Không kiểm tra được {share.stated.text}: không nêu số hồ sơ để tính."
        return Compared(share, Match.NO_FIGURES, (), sentence)
    rounded = [ratio for ratio in ratios if ratio.rounds_to(share.stated)]
    cut = [ratio for ratio in ratios if ratio.is_cut_to(share.stated)]
    meant, is_claimed = ratios[0], share.of is not None
    if rounded and (not is_claimed or meant in rounded):
        return Compared(share, Match.MATCHES, tuple(rounded), f"{_shown(table, rounded[0], share)}: khớp.")
    if cut and (not is_claimed or meant in cut):
        how = "đúng nếu cắt bỏ phần lẻ, làm tròn thì không"
        return Compared(share, Match.CUT_OFF, tuple(cut), f"{_shown(table, cut[0], share)}: {how}.")
    if rounded:
        sentence = f"{_wrong(table, meant, share)} Số in khớp với {_fraction(table, rounded[0])}."
        return Compared(share, Match.MATCHES_OTHER, tuple(rounded), sentence)
    return Compared(share, Match.NOT_MATCHED, (meant,), _wrong(table, meant, share) + _complement(table, share))


def _candidates(table: StatedTable, share: ClaimedShare) -> Iterator[Ratio]:
    """What the text names; where it names nothing, every usual ratio of what is stated."""
    numerators = [share.of] if share.of else [name for name in _OUT_OF if name in table.figures]
    for numerator in numerators:
        denominators = (share.out_of,) if share.out_of else _OUT_OF.get(numerator, _ALL)
        for denominator in denominators:
            ratio = _ratio(table, numerator, denominator)
            if ratio:
                yield ratio


def _ratio(table: StatedTable, numerator: str, denominator: str) -> Ratio | None:
    over, under = table.figures.get(numerator), _under(table, denominator)
    if over is None or under is None or under.low <= 0:
        return None
    low, high = 100 * over.low / under.high, 100 * over.high / under.low
    return Ratio(numerator, denominator, 100 * over.value / under.value, low, high)


def _under(table: StatedTable, name: str) -> Stated | None:
    """The total is often left to the reader: what was carried over and what was received."""
    figures = table.figures
    if name == "total" and name not in figures and {"carried_over", "received"} <= figures.keys():
        return figures["carried_over"] + figures["received"]
    return figures.get(name)


def _fraction(table: StatedTable, ratio: Ratio) -> str:
    under = _under(table, ratio.denominator)
    words = f"{table.label(ratio.numerator)}/{table.label(ratio.denominator)}"
    return f"{words} ({table.figures[ratio.numerator].text}/{under.text or '…' if under else '…'})"


def _shown(table: StatedTable, ratio: Ratio, share: ClaimedShare) -> str:
    places = max(2, share.stated.places)
    return f"{share.stated.text} là {_fraction(table, ratio)} = {decimal(ratio.percent, places)} %"


def _wrong(table: StatedTable, ratio: Ratio, share: ClaimedShare) -> str:
    places = max(2, share.stated.places)
    shown = decimal(ratio.percent, share.stated.places)
    words = f"{_fraction(table, ratio)} là {decimal(ratio.percent, places)} %"
    words = words[0].upper() + words[1:]
    rounded = f", làm tròn là {shown} %" if share.stated.places < places else ""
    return f"{words}{rounded}, không phải {share.stated.text}."


def _complement(table: StatedTable, share: ClaimedShare) -> str:
    """The usual way to a wrong late share: 100 less the rounded share in time."""
    for other in table.shares:
        if other is not share and other.stated.value + share.stated.value == 100:
            return f" Số in bằng 100 trừ {other.stated.text}: tỷ lệ phải tính từ số hồ sơ."
    return ""
