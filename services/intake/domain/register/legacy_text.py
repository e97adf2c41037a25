"""Recognises text of the old Vietnamese fonts in a cell or a column and turns it into Unicode; in doubt it stays."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from services.intake.domain.register.cells import Cell
from services.intake.domain.register.syllables import is_syllable
from services.intake.domain.register.tcvn3 import from_tcvn3
from services.intake.domain.register.vni import from_vni

Decode = Callable[[str], str]
_WRITINGS: tuple[Decode, ...] = (from_tcvn3, from_vni)
_WORD = re.compile(r"[A-Za-z\u00a1-\uffff]+")
_BEYOND_LATIN_1 = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_ABBREVIATION = re.compile(r"[A-ZĐ]{1,8}")
_SURE = 3  # clear cells that decide for the others of their column


def writing_of(cell: Cell) -> Decode | None:
    """The one old writing in which the cell is clearly written: wrong as it stands, right when decoded."""
    if not isinstance(cell, str) or cell.isascii() or _is_unicode(cell):
        return None
    words = _odd_words(cell)
    if all(map(is_syllable, words)):
        return None
    readings = [decode for decode in _WRITINGS if _reads_well(cell, decode) and _is_proven(words, decode)]
    return readings[0] if len(readings) == 1 else None


def writings_of(rows: Iterable[Sequence[Cell]]) -> dict[int, Decode]:
    """The columns that are written in an old writing throughout, by their place."""
    votes: Counter[tuple[int, Decode]] = Counter()
    modern: set[int] = set()
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and _is_unicode(cell):
                modern.add(place)
            elif writing := writing_of(cell):
                votes[place, writing] += 1
    sure = {place: writing for (place, writing), count in votes.items() if count >= _SURE}
    torn = {place for place, count in Counter(place for place, _ in votes).items() if count > 1}
    return {place: writing for place, writing in sure.items() if place not in modern | torn}


def heading_in_unicode(row: Sequence[Cell]) -> list[Cell]:
    """A row of headings: its cells decide together, as the cells of a column do."""
    writing = writings_of([cell] for cell in row).get(0)
    return [_decoded(cell, writing) for cell in row]


def in_unicode(row: Sequence[Cell], columns: Mapping[int, Decode]) -> list[Cell]:
    """The row with what is clearly old text decoded."""
    return [_decoded(cell, columns.get(place)) for place, cell in enumerate(row)]


def _decoded(cell: Cell, column: Decode | None) -> Cell:
    if not isinstance(cell, str) or cell.isascii():
        return cell
    if column and not _is_unicode(cell) and _reads_well(cell, column):
        return _as_name(column(cell))
    writing = writing_of(cell)
    return _as_name(writing(cell)) if writing else cell


def _is_unicode(text: str) -> bool:
    """Letters beyond Latin-1 (ạ, ế, ư) do not occur in the old writings; nor do marks of their own."""
    return _BEYOND_LATIN_1.search(text) is not None


def _odd_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _reads_well(text: str, decode: Decode) -> bool:
    return all(is_syllable(word) or _ABBREVIATION.fullmatch(word) for word in _odd_words(decode(text)))


def _is_proven(words: Sequence[str], decode: Decode) -> bool:
    """Some word that cannot be Unicode becomes a syllable that begins with a plain letter or is long enough."""
    return any(
        not is_syllable(word)
        and is_syllable(decode(word))
        and (len(word) > 2 or (len(word) == 2 and word[0].isascii()))
        for word in words
    )


def _as_name(text: str) -> str:
    """`Nguyễn Văn ánh` in a line of names: a capital with a tone had no code of its own."""
    words = text.split(" ")
    low = [word for word in words if word[:1].islower()]
    if len(words) > 1 and low and len(low) < len(words) and all(not word[0].isascii() for word in low):
        return " ".join(word[:1].upper() + word[1:] for word in words)
    return text
