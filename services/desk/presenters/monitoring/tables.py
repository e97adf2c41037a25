"""Plain tables of the monitoring centre: a caption, a head and rows of texts, numbers and links."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.vietnamese import number


@dataclass(frozen=True, slots=True)
class Cell:
    """`is_number` stands on the right; the first cell of a row is its heading."""

    text: str
    href: str = ""
    is_number: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`empty` is said where there is no row; `next` leads to more."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""
    next: str = ""


def text(said: object, href: str = "", kind: str = "") -> Cell:
    return Cell("" if said is None else str(said), href, kind=kind)


def count(n: int | None, href: str = "") -> Cell:
    """Nothing to open where there is nothing; a dash where it is not known."""
    return Cell("–" if n is None else number(n), href if n else "", is_number=True)


def figure(said: str, href: str = "") -> Cell:
    return Cell(said, href, is_number=True)
