"""The decrees on the one-stop mechanism in their versions: a dossier keeps the one it was accepted under."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Law:
    """A version of a decree and the acceptance days that it governs, both ends included."""

    name: str
    valid_from: date | None
    valid_to: date | None

    def governs(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


_61 = "NĐ 61/2018/NĐ-CP"
_118 = "NĐ 118/2025/NĐ-CP"
ND61 = Law(_61, None, date(2021, 12, 5))
ND107 = Law(f"{_61} (sửa đổi bởi NĐ 107/2021)", date(2021, 12, 6), date(2025, 6, 30))
ND118 = Law(_118, date(2025, 7, 1), date(2025, 12, 30))
ND367 = Law(f"{_118} (sửa đổi bởi NĐ 367/2025)", date(2025, 12, 31), date(2026, 8, 4))
ND309 = Law(f"{_118} (sửa đổi bởi NĐ 367/2025, NĐ 309/2026)", date(2026, 8, 5), None)

BEFORE_2025 = (ND61, ND107)
SINCE_2025 = (ND118, ND367, ND309)
LAWS = BEFORE_2025 + SINCE_2025
