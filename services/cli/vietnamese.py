"""Numbers, shares and dates as Vietnamese offices print them: `1.880`, `98,14 %`, `30/10/2019`."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal


def number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def percent(numerator: int, denominator: int) -> str:
    """Two decimals, half up; a dash where there is nothing to divide by (never 100)."""
    if denominator == 0:
        return "–"
    exact = Decimal(100 * numerator) / Decimal(denominator)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP)} %".replace(".", ",")


def share(rate: dict[str, int]) -> str:
    """A rate with the counts it comes from."""
    over, under = rate["numerator"], rate["denominator"]
    return f"{percent(over, under)} ({number(over)}/{number(under)})"


def day(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y")
