"""Boxes of a form read one by one; what is wrong is said at the box."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.desk.forms.dates import read_day
from services.desk.texts import _


@dataclass(slots=True)
class Boxes:
    """`problems` are (box, sentence), in the order of reading."""

    typed: Mapping[str, list[str]]
    problems: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str, missing: str = "") -> str | None:
        """None where nothing was typed; `missing` is what to say then."""
        said = (self.typed.get(name) or [""])[0].strip()
        if not said and missing:
            self.problems.append((name, missing))
        return said or None

    def day(self, name: str, missing: str = "") -> str | None:
        """As the services write it."""
        said = self.text(name, missing)
        day = read_day(said) if said else None
        if said and day is None:
            self.problems.append((name, _("Nhập ngày, ví dụ 05/08/2026")))
        return day.isoformat() if day else None

    def number(self, name: str, missing: str = "") -> int | None:
        said = self.text(name, missing)
        if said and not (said.isdecimal() and len(said) < 7):
            self.problems.append((name, _("Nhập một số nguyên")))
            return None
        return int(said) if said else None

    def spans(self, name: str, missing: str = "") -> list[list[str]] | None:
        """`7:30-11:30, 13:30-17:00`."""
        said = self.text(name, missing)
        if not said:
            return None
        pairs = [[_clock(each) for each in part.replace("–", "-").split("-")] for part in said.split(",")]
        if any(len(pair) != 2 or not all(pair) for pair in pairs):
            self.problems.append((name, _("Nhập giờ mở và đóng cửa, ví dụ 07:30-11:30, 13:30-17:00")))
            return None
        return pairs


def _clock(said: str) -> str:
    """`7:30`, `7h30`, `7h` as `07:30`; empty where it is no hour."""
    hour, _sign, minute = said.strip().lower().replace("h", ":").partition(":")
    fits = hour.isdecimal() and (minute or "0").isdecimal() and int(hour) < 24 and int(minute or 0) < 60
    return f"{int(hour):02}:{int(minute or 0):02}" if fits else ""


def without_none(body: Mapping[str, Any]) -> dict[str, Any]:
    """What was not typed is not sent."""
    return {name: value for name, value in body.items() if value is not None}
