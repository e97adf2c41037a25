"""What a cell says, whatever its type: tidy text, digits that lost their leading zero, codes that became numbers."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | datetime | time | timedelta | None

_BLANKS = re.compile(r"\s+")


def tidy(cell: Cell) -> str:
    """NFC text without control or zero-width signs and stray blanks; whole numbers without `.0`."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float | int):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime | date | time | timedelta):
        return str(cell)
    kept = cell if cell.isprintable() else "".join(c for c in cell if c.isspace() or c.isprintable())
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", kept)).strip()


def folded(cell: Cell) -> str:
    """For comparing words: no marks, no case, đ = d, only letters and digits, single blanks."""
    lowered = tidy(cell).lower().replace("đ", "d").replace("ð", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def digits_with_zero(cell: Cell, lost: dict[int, int]) -> str:
    """Digits of a number; `lost` says which lengths have lost a leading zero in a spreadsheet (11 → 12)."""
    text = tidy(cell)
    digits = re.sub(r"[\s.\-]", "", text)
    if not digits.isdigit():
        return text
    return digits.rjust(lost.get(len(digits), len(digits)), "0")


def procedure_code(cell: Cell) -> str:
    """`2.00992` as a number was `2.009920`; a comma may stand for the dot."""
    if isinstance(cell, float) and not cell.is_integer():
        return f"{cell:.6f}"
    return re.sub(r"^(\d),(\d{6})$", r"\1.\2", tidy(cell).replace(" ", ""))


def whole_number(cell: Cell) -> int | None:
    """A count such as the number of sets; None where it is not one."""
    text = tidy(cell)
    return int(text) if text.isdecimal() and len(text) <= 4 else None
