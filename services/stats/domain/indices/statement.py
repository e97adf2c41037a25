"""A count that somebody states for an item of an index: what this suite cannot see, or what the portal shows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from services.stats.domain.period import Period
from shared.errors import Invalid

TOTAL = "total"  # in place of an item: the portal's figure of the whole index


class Kind(StrEnum):
    """Counts to score an item by; the portal's own figure, which is only compared; or a score given by people."""

    COUNTS = "counts"
    PORTAL = "portal"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Said:
    """What is stated, before it is written. It holds for exactly this office and period."""

    item: str
    office: str
    period: Period
    kind: Kind
    numerator: int | None
    denominator: int | None
    points: Decimal | None
    source: str

    def check_score(self, most: int) -> None:
        """A score that people give: from 0 to `most`, and no counts."""
        if self.kind is not Kind.SCORE or self.points is None or self.numerator is not None:
            raise Invalid("score_needed", "Phải ghi điểm, không ghi tử số và mẫu số")
        if self.points > most:
            raise Invalid("points_over_maximum", f"Điểm không được quá {most}")

    def check(self, maximum: int) -> None:
        """Refuses counts that are no share, points over the maximum, and a statement of nothing."""
        if self.kind is Kind.SCORE:
            raise Invalid("counts_needed", "Số liệu khai phải là tử số và mẫu số, điểm do hệ thống tính")
        if (self.numerator is None) != (self.denominator is None):
            raise Invalid("counts_not_whole", "Phải ghi cả tử số và mẫu số")
        if self.numerator is not None and self.denominator is not None and self.numerator > self.denominator:
            raise Invalid("counts_not_valid", "Tử số không được lớn hơn mẫu số")
        if self.points is not None and self.points > maximum:
            raise Invalid("points_over_maximum", f"Điểm không được quá {maximum}")
        if self.kind is Kind.COUNTS and (self.numerator is None or self.points is not None):
            raise Invalid("counts_needed", "Số liệu khai phải là tử số và mẫu số, điểm do hệ thống tính")
        if self.numerator is None and self.points is None:
            raise Invalid("nothing_stated", "Phải ghi điểm hoặc tử số và mẫu số")


@dataclass(frozen=True, slots=True)
class Statement:
    """What was stated, by whom and when; the one with the highest number holds."""

    number: int
    item: str
    kind: Kind
    numerator: int | None
    denominator: int | None
    points: Decimal | None
    source: str
    stated_at: datetime
    stated_by: str
    from_on: date
    to_on: date
