"""How days, instants and money are written: `05/08/2026`, `17:00 ngày 05/08/2026`, `1.880.000 đ`."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from services.tracker.texts import _
from shared.vietnamese import number
from shared.worktime import LEGAL_ZONE


def _instant(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(LEGAL_ZONE)


def moment(said: str | None) -> str:
    return _("{hour} ngày {day}").format(hour=f"{_instant(said):%H:%M}", day=day(said)) if said else ""


def day(said: str | None) -> str:
    """Of a day or of an instant."""
    if not said:
        return ""
    return f"{_instant(said):%d/%m/%Y}" if "T" in said else f"{date.fromisoformat(said):%d/%m/%Y}"


def money(dong: int) -> str:
    return f"{number(dong)} đ"


def dial(telephone: str) -> str:
    """For a `tel:` link."""
    return "".join(sign for sign in telephone if sign.isdigit() or sign == "+")


FILTERS: dict[str, Callable[..., Any]] = {"moment": moment, "day": day, "money": money, "dial": dial}
