"""Reporting periods as people choose them: names and words; their days are told by stats."""

from collections.abc import Mapping
from typing import Any

from services.desk.presenters.written import day
from services.desk.texts import _

_ROMAN = ("I", "II", "III", "IV")


def words_of(period: Mapping[str, Any]) -> str:
    """`Tháng 7 năm 2026`, else the days."""
    span = f"{day(period['from'])}–{day(period['to'])}"
    return str(period["words"]) or span


def choices_of(this_month: str, chosen: str | None) -> list[tuple[str, str]]:
    """Months, quarters, half years and years up to now, the newest first; what is chosen is always among them."""
    year, month = int(this_month[:4]), int(this_month[6:])
    months = [_month(12 * year + month - 1 - back) for back in range(13)]
    quarter = (month - 1) // 3
    quarters = [_quarter(4 * year + quarter - back) for back in range(5)]
    years = [(f"{year - back}", _("Năm {year}").format(year=year - back)) for back in range(3)]
    known = [*months, *quarters, *years]
    if chosen and chosen not in dict(known):
        known.insert(0, (chosen, name_in_words(chosen)))
    return known


def _month(place: int) -> tuple[str, str]:
    year, month = divmod(place, 12)
    return f"{year}-M{month + 1:02}", _("Tháng {month}/{year}").format(month=month + 1, year=year)


def _quarter(place: int) -> tuple[str, str]:
    year, quarter = divmod(place, 4)
    return f"{year}-Q{quarter + 1}", _("Quý {quarter}/{year}").format(quarter=_ROMAN[quarter], year=year)


def name_in_words(name: str) -> str:
    """`Tháng 3/2026` of `2026-M03`; a name of no known kind stands as it is."""
    year, _dash, part = name.partition("-")
    if part.startswith("M"):
        return _("Tháng {month}/{year}").format(month=int(part[1:]), year=year)
    if part.startswith("Q"):
        return _("Quý {quarter}/{year}").format(quarter=_ROMAN[int(part[1:]) - 1], year=year)
    if part in {"H1", "H2"}:
        half = _("đầu") if part == "H1" else _("cuối")
        return _("6 tháng {half} năm {year}").format(half=half, year=year)
    if part == "9M":
        return _("9 tháng đầu năm {year}").format(year=year)
    return _("Năm {year}").format(year=year)
