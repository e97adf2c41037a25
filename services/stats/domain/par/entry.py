"""What people enter: points with their evidence, and ranks as a paper states them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from services.stats.domain.par.criteria import CriteriaSet, Criterion
from shared.errors import Invalid


class Kind(StrEnum):
    """Scored by the unit itself, or by those who appraise it."""

    SELF = "self"
    APPRAISED = "appraised"


@dataclass(frozen=True, slots=True)
class Entry:
    """Points of one criterion; None says that they are unknown again. `evidence` names the paper that shows them."""

    criterion: str
    points: Decimal | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it was made."""

    number: int
    unit: str
    year: int
    kind: Kind
    entry: Entry
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class RankEntry:
    """What a paper (`source`) says of a rank; `up_on` has the places gained since earlier years."""

    criterion: str
    rank: int | None
    of_units: int | None
    up_on: Mapping[int, int]
    source: str


def must_be_in_force(criteria: CriteriaSet, year: int) -> None:
    if not criteria.covers(year):
        raise Invalid("year_outside_set", f"Bộ tiêu chí này không áp dụng cho năm {year}")


def must_fit(criteria: CriteriaSet, entry: Entry) -> None:
    """Refuses `criterion_not_in_set` and `points_above_maximum`."""
    most = criterion_of(criteria, entry.criterion).most
    if entry.points is not None and most is not None and entry.points > most:
        raise Invalid("points_above_maximum", f"Tiêu chí {entry.criterion} chỉ có tối đa {most} điểm")


def criterion_of(criteria: CriteriaSet, code: str) -> Criterion:
    found = next((each for each in criteria.whole.walk() if each.code == code), None)
    if found is None:
        raise Invalid("criterion_not_in_set", f"Bộ tiêu chí không có tiêu chí {code}")
    return found


def must_say_something(entry: RankEntry, year: int) -> None:
    """Refuses `rank_not_valid`: neither a rank nor a change, or a change on a year that is not earlier."""
    if entry.rank is None and not entry.up_on:
        raise Invalid("rank_not_valid", "Hãy ghi thứ hạng, hoặc số bậc tăng giảm so với năm trước")
    if any(earlier >= year for earlier in entry.up_on):
        raise Invalid("rank_not_valid", "Chỉ so thứ hạng với năm trước đó")
    if (entry.rank is None) != (entry.of_units is None) or (entry.rank or 0) > (entry.of_units or 0):
        raise Invalid("rank_not_valid", "Thứ hạng ghi kèm tổng số đơn vị và không lớn hơn tổng số đó")
