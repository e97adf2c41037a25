"""What the services' answers say, as Vietnamese offices print it."""

from datetime import date

from shared import vietnamese
from shared.vietnamese import number, percent

__all__ = ["day", "number", "percent", "share"]


def share(rate: dict[str, int]) -> str:
    """A rate with the counts it comes from."""
    over, under = rate["numerator"], rate["denominator"]
    return f"{percent(over, under)} ({number(over)}/{number(under)})"


def day(iso: str) -> str:
    return vietnamese.day(date.fromisoformat(iso))
