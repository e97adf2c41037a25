"""What was typed into a form: texts by field, and days and numbers as people write them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.desk.forms.dates import read_day
from services.desk.texts import _

Problem = tuple[str, str]


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
        """None where nothing was typed, or nothing that is a day."""
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
