"""Numbers, shares and days as Vietnamese offices print them: `1.880`, `98,14 %`, `30/10/2019`."""

from datetime import date
from fractions import Fraction


def number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def decimal(value: Fraction, places: int) -> str:
    """Half up, with a comma: `98,14`; thousands with points."""
    scaled = abs(value) * 10**places
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and rounded else ""
    whole, rest = divmod(rounded, 10**places)
    return sign + number(whole) + (f",{rest:0{places}}" if places else "")


def percent(numerator: int, denominator: int, places: int = 2) -> str:
    """Half up; a dash where there is nothing to divide by (never 100)."""
    if denominator == 0:
        return "–"
    return f"{decimal(Fraction(100 * numerator, denominator), places)} %"


def day(on: date) -> str:
    return f"{on:%d/%m/%Y}"
