"""Which serif prints the papers on this machine, and proof that it has every Vietnamese letter in four faces."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, product
from pathlib import Path

import fontpkg_noto_serif
from fontTools.ttLib import TTFont, TTLibError

from shared.errors import Refusal

# NĐ 30/2020 writes papers in Times New Roman; these two have its widths. Noto Serif is wider and always there.
_TIMES_LIKE = (("Tinos", "Tinos-*.ttf"), ("Liberation Serif", "LiberationSerif-*.ttf"))
_MACHINE_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_MARKED = (unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product("aăâeêioôơuưy", _TONES))
_LOWER = "đ" + "".join(letter for letter in _MARKED if not letter.isascii())
VIETNAMESE_LETTERS = frozenset(_LOWER + _LOWER.upper())  # 134: what Vietnamese has beyond ASCII
_FACES = frozenset(product((False, True), repeat=2))  # (bold, italic)


class NoFitTypeface(Refusal):
    """No serif on this machine has all Vietnamese letters in four faces."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family in one folder. `signs` are the code points that all of its faces have."""

    family: str
    folder: Path
    signs: frozenset[int]


@cache
def typeface(folders: Sequence[Path] = _MACHINE_FOLDERS) -> Typeface:
    """The first of the machine's Times-like families that is complete, else the one that came with the packages.

    Completeness is looked at, not believed: Liberation Serif 1.07 goes by the name of 2.x and lacks 92 letters.
    """
    for family, files in _candidates(folders):
        found = _complete(family, files)
        if found:
            return found
    raise NoFitTypeface("typeface_not_fit", "Không có phông chữ nào đủ 134 chữ cái tiếng Việt ở bốn kiểu")


def _candidates(folders: Sequence[Path]) -> Iterator[tuple[str, list[Path]]]:
    for family, pattern in _TIMES_LIKE:
        files = sorted(file for folder in folders for file in folder.rglob(pattern))
        for _, together in groupby(files, key=lambda file: file.parent):
            yield family, list(together)
    yield fontpkg_noto_serif.FAMILY, sorted((fontpkg_noto_serif.ROOT / "files").glob("*.ttf"))


def _complete(family: str, files: Sequence[Path]) -> Typeface | None:
    faces: set[tuple[bool, bool]] = set()
    signs: list[set[int]] = []
    for file in files:
        try:
            with file.open("rb") as opened, TTFont(opened, lazy=True) as font:
                faces |= _faces(font)
                signs.append(set(font.getBestCmap() or ()))
        except (TTLibError, KeyError, OSError):  # broken, cut off or not ours to read: as good as not there
            return None
    shared_signs = frozenset(set.intersection(*signs)) if signs else frozenset()
    is_fit = faces >= _FACES and shared_signs.issuperset(map(ord, VIETNAMESE_LETTERS))
    return Typeface(family, files[0].parent, shared_signs) if is_fit else None


def _faces(font: TTFont) -> set[tuple[bool, bool]]:
    """A static file is one face; a variable one is regular and bold where its weights reach from 400 to 700."""
    is_italic = bool(font["head"].macStyle & 2)
    if "fvar" not in font:
        return {(font["OS/2"].usWeightClass >= 600, is_italic)}
    weights = next((axis for axis in font["fvar"].axes if axis.axisTag == "wght"), None)
    is_both = weights is not None and weights.minValue <= 400 and weights.maxValue >= 700
    return {(False, is_italic), (True, is_italic)} if is_both else {(False, is_italic)}
