"""Tells the lines of a book that stand for a dossier from blank ones, totals, headings, signatures and page breaks."""

from collections.abc import Sequence

from services.intake.domain.dossiers.dossier_code import read_dossier_code
from services.intake.domain.register.cells import Cell, compact, folded, tidy
from services.intake.domain.register.header import Columns, is_header_again
from services.intake.domain.register.moments import Unreadable, read_moment
from services.intake.domain.register.words import channel_of, standing_of

_TOTALS = ("tong cong", "cong", "tong so", "tong", "luy ke", "mang sang", "cong mang sang", "cong trang")
_SURE = 3  # signs that outweigh the word for a total: "Tổng công ty …" may be an applicant
_ENOUGH = 2
_MOMENTS = ("received", "due", "result", "returned")


def is_dossier(row: Sequence[Cell], columns: Columns) -> bool:
    """By its code, or, where that is missing or spoilt, by enough other cells that look their part."""
    if has_dossier_code(row, columns):
        return True
    words = [word for cell in row if (word := folded(cell))]
    if not words or is_header_again(row, columns):
        return False
    signs = sum(map(bool, _signs(row, columns, words[0])))
    is_total = any(word == total or word.startswith(total + " ") for word in words[:2] for total in _TOTALS)
    return signs >= (_SURE if is_total else _ENOUGH)


def has_dossier_code(row: Sequence[Cell], columns: Columns) -> bool:
    """The cell of the code holds a right one."""
    return read_dossier_code(compact(_cell(row, columns, "code")).upper()) is not None


def _signs(row: Sequence[Cell], columns: Columns, first: str) -> list[bool]:
    text = {name: compact(_cell(row, columns, name)) for name in ("code", "procedure", "identity", "phone")}
    has_name = any(sign.isalpha() for sign in tidy(_cell(row, columns, "applicant")))
    return [
        _has_digits(text["code"], 1),
        _has_digits(text["procedure"], 4),
        has_name,
        has_name and first.isdecimal(),  # a numbered line with somebody's name
        *(_is_moment(_cell(row, columns, name)) for name in _MOMENTS),
        _has_digits(text["identity"], 6),
        _has_digits(text["phone"], 6),
        channel_of(_cell(row, columns, "channel")) is not None,
        standing_of(_cell(row, columns, "status")) is not None,
    ]


def _cell(row: Sequence[Cell], columns: Columns, name: str) -> Cell:
    place = columns.get(name)
    return row[place] if place is not None and place < len(row) else None


def _has_digits(text: str, fewest: int) -> bool:
    return sum(sign.isdigit() for sign in text) >= fewest


def _is_moment(cell: Cell) -> bool:
    try:
        return read_moment(cell) is not None
    except Unreadable:
        return False
