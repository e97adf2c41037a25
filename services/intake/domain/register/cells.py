"""What a cell says, whatever its type: tidy text, digits that lost their leading zero, codes that became numbers."""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | datetime | time | timedelta | None

_BLANKS = re.compile(r"\s+")
_AS_FORMULA = re.compile(r'="([^"]*)"')  # ="0912…": how an export keeps a leading zero
_WHOLE = re.compile(r"^(\d+)\.0$")  # how an export writes a number that the spreadsheet took for one
_TOUCHED = frozenset({" ", "'", "="})
_FAULT = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3}", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))
_SHORT = {
    **{"hs": "ho so", "kq": "ket qua", "tkq": "tra ket qua", "gq": "giai quyet", "tn": "tiep nhan", "xl": "xu ly"},
    **{"bs": "bo sung", "tthc": "thu tuc hanh chinh", "dvc": "dich vu cong", "dvctt": "dich vu cong truc tuyen"},
    **{"dvcqg": "dich vu cong quoc gia", "bcci": "buu chinh cong ich", "hcc": "hanh chinh cong", "bp": "bo phan"},
}


def tidy(cell: Cell) -> str:
    """NFC text without control or zero-width signs and stray blanks; whole numbers without `.0`."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float | int):
        return str(int(cell)) if math.isfinite(cell) and cell == int(cell) else repr(cell)
    if isinstance(cell, datetime | date | time | timedelta):
        return str(cell)
    if cell.isascii() and cell.isprintable() and "  " not in cell and cell[:1] not in _TOUCHED:
        return cell.rstrip()  # most cells of a large book
    kept = cell if cell.isprintable() else "".join(c for c in cell if c.isspace() or c.isprintable())
    text = unicodedata.normalize("NFC", _BLANKS.sub(" ", kept)).strip()
    if text[:1] in {"'", "="}:  # an apostrophe marks text in a spreadsheet
        formula = _AS_FORMULA.fullmatch(text)
        return formula[1].strip() if formula else text.lstrip("'").lstrip()
    return text


def is_blank(cell: Cell) -> bool:
    """Nothing, or only the strokes that stand for nothing."""
    return not tidy(cell).strip("-–—./_ ")


def is_fault(cell: Cell) -> bool:
    """The text that a failed formula leaves behind: `#N/A`, `#REF!`."""
    return isinstance(cell, str) and _FAULT.fullmatch(cell.strip()) is not None


def compact(cell: Cell) -> str:
    """For codes and numbers: without blanks, full-width signs as plain ones, every dash a hyphen, no stop behind."""
    plain = unicodedata.normalize("NFKC", tidy(cell)).translate(_DASHES)
    return _BLANKS.sub("", plain).strip(".,;:-'\"")


def bare(cell: Cell) -> str:
    """Lower case without marks, đ = d; signs and blanks stay."""
    lowered = tidy(cell).lower().replace("đ", "d").replace("ð", "d")
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def folded(cell: Cell) -> str:
    """For comparing words: as `bare`, only letters and digits, single blanks."""
    return " ".join(re.findall(r"[a-z0-9]+", bare(cell)))


def spelled_out(words: str) -> str:
    """Folded words with the usual abbreviations of a register written in full: hs = ho so, kq = ket qua."""
    return " ".join(_SHORT.get(word, word) for word in words.split())


def digits_with_zero(cell: Cell, lost: dict[int, int]) -> str:
    """Digits of a number; `lost` says which lengths have lost a leading zero in a spreadsheet (11 → 12)."""
    digits = compact(cell)
    digits = _WHOLE.sub(r"\1", digits).replace(".", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit()):
        return tidy(cell)
    return digits.rjust(lost.get(len(digits), len(digits)), "0")


def procedure_code(cell: Cell) -> str:
    """`2.00992` as a number was `2.009920`; a comma may stand for the dot, an agency's code behind it is dropped."""
    if isinstance(cell, float) and not cell.is_integer():
        return f"{cell:.6f}"
    written = re.sub(r"^(\d),(\d{6})(?!\d)", r"\1.\2", compact(cell))
    return re.sub(r"^(\d\.\d{6})(?:\.\d\d\d?)+\.[A-Z]\d\d$", r"\1", written.upper())


def whole_number(cell: Cell) -> int | None:
    """A count such as the number of sets, with or without its unit (`02 bộ`); None where it is not one."""
    found = re.fullmatch(r"(\d{1,4})(?: ?bo)?(?: ho so)?", bare(cell))
    return int(found[1]) if found else None
