"""Whether a dossier will be late, told by what became of those that were like it: counts, no formula.

Like it: the same stage with about as many days left, at the same office with the same procedure; where too few are
known, in the whole province; then at the office whatever the procedure; then at the stage wherever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

ENOUGH = 10  # fewer say nothing, unless the office settles otherwise
# Days left until the due date, each bucket from its first day on.
BUCKETS = (0, 1, 2, 3, 5, 8, 15, 31)


class Likeness(IntEnum):
    """What was compared, the nearest first."""

    OFFICE_AND_PROCEDURE = 1
    PROVINCE_AND_PROCEDURE = 2
    OFFICE = 3
    STAGE = 4


LIKENESS_NAMES: Mapping[Likeness, str] = {
    Likeness.OFFICE_AND_PROCEDURE: "cùng cơ quan, cùng thủ tục, cùng bước",
    Likeness.PROVINCE_AND_PROCEDURE: "cùng tỉnh, cùng thủ tục, cùng bước",
    Likeness.OFFICE: "cùng cơ quan, cùng bước",
    Likeness.STAGE: "cùng bước ở mọi nơi",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Of `total` dossiers that were alike and whose due date has passed, `late` were late."""

    total: int
    late: int


@dataclass(frozen=True, slots=True)
class Risk:
    """`cell` is empty where too few are known; certain where the due date has passed already."""

    likeness: Likeness | None
    cell: Cell | None
    days_left: int
    is_certain: bool = False

    @property
    def share(self) -> float | None:
        if self.is_certain:
            return 1.0
        return self.cell.late / self.cell.total if self.cell else None


def bucket_of(days_left: int) -> int | None:
    """The first day of the bucket; None where it is overdue."""
    return next((first for first in reversed(BUCKETS) if first <= days_left), None)


def risk_of(days_left: int, known: Mapping[Likeness, Cell], enough: int = ENOUGH, *, is_overdue: bool = False) -> Risk:
    """From the nearest likeness of which `enough` are known; certain where it is overdue, by day or by hour."""
    if is_overdue or days_left < 0:
        return Risk(None, None, days_left, is_certain=True)
    for likeness in Likeness:
        cell = known.get(likeness)
        if cell and cell.total >= enough:
            return Risk(likeness, cell, days_left)
    return Risk(None, None, days_left)


def in_words(risk: Risk) -> str:
    """`3 trong 10 hồ sơ như thế này đã trễ (12/41: cùng cơ quan, cùng thủ tục, cùng bước, còn 1 ngày)`."""
    if risk.is_certain:
        return "Đã quá hạn"
    if risk.cell is None or risk.likeness is None:
        return "Chưa đủ số liệu về hồ sơ như thế này"
    cell = risk.cell
    tenths = _tenths(cell)
    what = f"{LIKENESS_NAMES[risk.likeness]}, còn {risk.days_left} ngày"
    return f"{tenths} hồ sơ như thế này đã trễ ({cell.late}/{cell.total}: {what})"


def _tenths(cell: Cell) -> str:
    """Never none where some were late, never all where some were not."""
    if cell.late in {0, cell.total}:
        return "Không" if cell.late == 0 else "Tất cả"
    return f"{min(9, max(1, (20 * cell.late + cell.total) // (2 * cell.total)))} trong 10"
