"""A set of criteria: a tree of fields, criteria and parts with the most points each can bring.

A set need not be known whole: an unknown maximum is None, and `is_whole` says whether the parts listed are all parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from services.stats.domain.ranking import RankedBy
from shared.errors import Invalid

TOTAL = "total"  # the code of the whole set, under which a total is stated
DEEPEST = 3  # fields, criteria, parts
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Criterion:
    """`figure` names the rate of the yearbook that shows how this criterion stands."""

    code: str
    name: str
    maximum: Decimal | None
    parts: tuple["Criterion", ...] = ()
    is_whole: bool = True
    figure: RankedBy | None = None

    @property
    def most(self) -> Decimal | None:
        """The maximum as stated, else the sum of its parts' where all of them are known."""
        if self.maximum is not None or not self.parts or not self.is_whole:
            return self.maximum
        known = [part.most for part in self.parts]
        return None if None in known else sum((most for most in known if most is not None), Decimal(0))

    def walk(self) -> Iterator["Criterion"]:
        """Itself, then everything below it in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Band:
    """A grade from a share of the maximum on (percent, itself included)."""

    name: str
    from_percent: Decimal


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """Published by `office` for the units of `level` below it, for the years from `first_year` to `last_year`."""

    id: UUID
    office: str
    level: str
    first_year: int
    last_year: int | None
    title: str
    paper: str
    whole: Criterion
    bands: tuple[Band, ...]
    published_at: datetime
    published_by: str

    def covers(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def must_hang_together(criteria: CriteriaSet) -> None:
    """Refuses `criteria_not_valid`: codes twice, too deep, maxima that do not add up, figures above the lowest level,
    two grades from the same share, years the wrong way round."""
    if criteria.last_year is not None and criteria.last_year < criteria.first_year:
        raise _not_valid("Năm cuối phải không trước năm đầu")
    codes = [criterion.code for criterion in criteria.whole.walk()]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise _not_valid(f"Mã tiêu chí {twice[0]} bị lặp")
    if _depth(criteria.whole) > DEEPEST:
        raise _not_valid(f"Bộ tiêu chí chỉ gồm tối đa {DEEPEST} cấp")
    bounds = [band.from_percent for band in criteria.bands]
    if len(set(bounds)) != len(bounds):
        raise _not_valid("Hai mức xếp loại không được bắt đầu từ cùng một tỷ lệ")
    for criterion in criteria.whole.walk():
        _must_add_up(criterion)


def _must_add_up(criterion: Criterion) -> None:
    if criterion.figure and criterion.parts:
        raise _not_valid(f"Tiêu chí {criterion.code} có tiêu chí thành phần nên không lấy từ số liệu")
    if criterion.maximum is None or not criterion.parts:
        return
    known = [most for part in criterion.parts if (most := part.most) is not None]
    is_all_known = criterion.is_whole and len(known) == len(criterion.parts)
    added = sum(known, Decimal(0))
    if added > criterion.maximum or (is_all_known and added != criterion.maximum):
        raise _not_valid(
            f"Điểm tối đa của {criterion.code} là {criterion.maximum}, các tiêu chí thành phần cộng lại {added}"
        )


def _depth(criterion: Criterion) -> int:
    return max((1 + _depth(part) for part in criterion.parts), default=0)


def _not_valid(message: str) -> Invalid:
    return Invalid("criteria_not_valid", message)
