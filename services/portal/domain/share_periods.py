"""The periods for which the share of synchronised dossiers is told: those that reports and boards ask for."""

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]


def share_periods(today: date) -> tuple[Span, ...]:
    """Official months (15th to 14th, NĐ 09/2019 art. 12), calendar months, the year: this one and the one before.

    The day itself belongs to the period that is under way.
    """
    first = today.replace(day=1)
    month = (first, _end_of_month(today))
    before = first - timedelta(days=1)
    last_month = (before.replace(day=1), before)
    official = _official(today)
    return (official, _official(official[0] - timedelta(days=1)), month, last_month, _year(today))


def _official(day: date) -> Span:
    if day.day >= 15:
        return day.replace(day=15), _end_of_month(day) + timedelta(days=14)
    return (day.replace(day=1) - timedelta(days=1)).replace(day=15), day.replace(day=14)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _year(day: date) -> Span:
    return date(day.year, 1, 1), date(day.year, 12, 31)
