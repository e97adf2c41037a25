"""The typeface of the papers: complete families of the machine first, incomplete ones passed over."""

from pathlib import Path

import fontpkg_noto_serif
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from shared.local.fonts import VIETNAMESE_LETTERS, NoFitTypeface, typeface

FILES = {"Regular": (400, ""), "Bold": (700, ""), "Italic": (400, "-Italic"), "BoldItalic": (700, "-Italic")}
ALL = "".join(sorted(VIETNAMESE_LETTERS)) + "abc"


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four static faces with the Vietnamese letters, under the name of Tinos."""
    folder = tmp_path_factory.mktemp("tinos")
    for face, (weight, slope) in FILES.items():
        font = TTFont(fontpkg_noto_serif.ROOT / "files" / f"NotoSerif{slope}[wdth,wght].ttf")
        cut(font, ALL)
        static = instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100})
        static.save(folder / f"Tinos-{face}.ttf")
    return folder


def cut(font: TTFont, text: str) -> None:
    options = subset.Options(layout_features=[], glyph_names=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)


def copy_of(faces: Path, folder: Path) -> Path:
    for file in faces.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_the_family_of_the_packages_is_complete() -> None:
    found = typeface(())
    assert found.family == "Noto Serif"
    assert found.signs.issuperset(map(ord, VIETNAMESE_LETTERS))


def test_there_are_134_letters_beyond_ascii() -> None:
    assert len(VIETNAMESE_LETTERS) == 134
    assert {"đ", "Đ", "ơ", "Ư", "Ộ", "ỹ"} <= VIETNAMESE_LETTERS


def test_a_complete_times_like_family_of_the_machine_comes_first(faces: Path, tmp_path: Path) -> None:
    found = typeface((copy_of(faces, tmp_path),))
    assert (found.family, found.folder) == ("Tinos", tmp_path)


def test_liberation_serif_comes_after_tinos_and_before_the_packages(faces: Path, tmp_path: Path) -> None:
    for face in FILES:
        (tmp_path / f"LiberationSerif-{face}.ttf").write_bytes((faces / f"Tinos-{face}.ttf").read_bytes())
    assert typeface((tmp_path,)).family == "Liberation Serif"
    assert typeface((tmp_path, faces)).family == "Tinos"


def test_without_any_complete_family_nothing_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontpkg_noto_serif, "ROOT", tmp_path)
    with pytest.raises(NoFitTypeface):
        typeface((tmp_path,))


def test_a_family_without_its_bold_italic_is_passed_over(faces: Path, tmp_path: Path) -> None:
    (copy_of(faces, tmp_path) / "Tinos-BoldItalic.ttf").unlink()
    assert typeface((tmp_path,)).family == "Noto Serif"


def test_a_family_that_lacks_one_letter_in_one_face_is_passed_over(faces: Path, tmp_path: Path) -> None:
    file = copy_of(faces, tmp_path) / "Tinos-Bold.ttf"
    font = TTFont(file)
    cut(font, ALL.replace("Ộ", ""))
    font.save(file)
    assert typeface((tmp_path,)).family == "Noto Serif"


@pytest.mark.parametrize("left", [b"", b"not a font", None], ids=["empty", "text", "cut off"])
def test_a_family_with_a_broken_file_is_passed_over(faces: Path, tmp_path: Path, left: bytes | None) -> None:
    file = copy_of(faces, tmp_path) / "Tinos-Bold.ttf"
    file.write_bytes(file.read_bytes()[:600] if left is None else left)
    assert typeface((tmp_path,)).family == "Noto Serif"
