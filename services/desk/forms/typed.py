"""What was typed into a form: texts by field, and days and numbers as people write them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.desk.texts import _

Problem = tuple[str, str]
_PARTED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")


@dataclass(frozen=True, slots=True)
class Typed:
    """`problems` gathers what cannot be read, as (field, what to do)."""

    values: Mapping[str, Sequence[str]]
    problems: list[Problem] = field(default_factory=list)

    def one(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "").strip()

    def has(self, name: str) -> bool:
        return bool(self.one(name))

    def must(self, name: str, sentence: str) -> str:
        """The field, or what to do about it."""
        if not self.has(name):
            self.problems.append((name, sentence))
        return self.one(name)

    def day(self, name: str) -> date | None:
        """`5/8/2026`, `05082026`, `5.8.2026`, or the year's form `2026-08-05` of a card reader."""
        if not self.has(name):
            return None
        day = read_day(self.one(name))
        if day is None:
            self.problems.append((name, _("Nhập ngày, tháng, năm, ví dụ 05/08/2026")))
        return day

    def number(self, name: str, sentence: str, default: int = 1) -> int:
        """Points and spaces between thousands are allowed; `default` where nothing was typed."""
        digits = re.sub(r"[.\s]|đ$", "", self.one(name))
        if not digits:
            return default
        if not digits.isascii() or not digits.isdigit():
            self.problems.append((name, sentence))
            return default
        return int(digits)


def read_day(text: str) -> date | None:
    """None where it is no day."""
    found = _PARTED.fullmatch(text.strip()) or _RUN.fullmatch(text.strip())
    try:
        if found:
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
