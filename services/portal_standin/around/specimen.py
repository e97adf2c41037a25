"""Prints the small real PDFs that the stand-in gives away: papers of the store, bills, vouchers, filed forms."""

from datetime import datetime
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from shared.forms.press import Press
from shared.forms.sheet import Sheet, SheetSize

_TEMPLATES = Path(__file__).parent / "templates"


class _Paper(StrEnum):
    SPECIMEN = "specimen"


@lru_cache(maxsize=512)
def print_specimen(title: str, issuer: str, lines: tuple[str, ...], made_at: datetime) -> bytes:
    """The same words and instant give the same bytes. In the calling thread, about 10 ms."""
    says = {"title": title, "issuer": issuer, "lines": list(lines)}
    return _press().set_pages(Sheet(_Paper.SPECIMEN, "", made_at, says, _TEMPLATES), SheetSize.A5)


@cache
def _press() -> Press:
    return Press()
