"""Text of the old fonts: every letter comes back, and what is Unicode, foreign or doubtful stays as it is."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from services.intake.domain.register.legacy_text import heading_in_unicode, in_unicode, writings_of
from services.intake.domain.register.syllables import is_syllable
from tests.intake.old_fonts import LOWER, to_tcvn3, to_vni

BOOK = Path(__file__).parents[3] / "cases" / "tam-dao-2019" / "register.xlsx"
# One true syllable for each of the 67 letters, in the order of the alphabet with its tones.
WORDS = """
    an hàn bản mãn bán hạn ăn bằng thẳng dẵng bắc đặng âm tầng tẩn đẫm mấy tận em mèn mẻ kẽ khéo hẹn êm mền thể lễn
    bến bệnh inh mình tỉnh vĩnh tính thịnh on mòn thỏ gõn món họ ông rồng thổ mỗ số hộ mơ chờ mở mỡ lớn hợp un cùng
    chủ mũ cúng phụng ưng từng nửa lữ thứ thực my mỳ kỷ mỹ mý mỵ đo
    """.split()  # noqa: SIM905  (a table to be read)

Encode = Callable[[str], str]


def read(cell: str) -> object:
    return in_unicode([cell], {})[0]


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
def test_each_of_the_134_letters_comes_back(encode: Encode) -> None:
    assert [letter for word, letter in zip(WORDS, LOWER, strict=True) if letter not in word] == []
    for word, letter in zip(WORDS, LOWER, strict=True):
        for text, sign in ((f"huyện {word}", letter), (f"HUYỆN {word.upper()}", letter.upper())):
            assert sign in text
            assert read(encode(text)) == text


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
def test_the_words_of_a_real_book_come_back_column_by_column(encode: Encode) -> None:
    rows = list(CalamineWorkbook.from_path(BOOK).get_sheet_by_index(0).iter_rows())[5:]
    old = [[encode(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    columns = writings_of(old[:500])
    assert [in_unicode(row, columns) for row in old] == rows
    assert writings_of(rows) == {}
    assert [in_unicode(row, {}) for row in rows] == rows


@pytest.mark.parametrize(
    ("old", "meant"),
    [
        ("NGUYÔN V¡N B", "NGUYỄN VĂN B"),
        ("NguyÔn ThÞ H­êng", "Nguyễn Thị Hường"),
        ("§ç §øc ¸nh", "Đỗ Đức Ánh"),
        ("UBND x· §¹o Trï, §K 12", "UBND xã Đạo Trù, ĐK 12"),
        ("Nguyeãn Vaên AÙnh", "Nguyễn Văn Ánh"),
        ("ÑOÃ THÒ HÖÔØNG", "ĐỖ THỊ HƯỜNG"),
    ],
)
def test_old_text_is_read_as_it_was_meant(old: str, meant: str) -> None:
    assert read(old) == meant


@pytest.mark.parametrize(
    "text",
    [
        *("Trần Thị Hường", unicodedata.normalize("NFD", "Trần Thị Hường"), "Tú", "Vò", "Bình", "Hà Cô Lô", "HÀ VÕ"),
        *(
            "José Müller",
            "Noël",
            "25 m², 50°, 5 µm, ½",
            "§ 5",
            "· Ho so",
            "© 2019",
            "Krông Búk",
            "plain",
            "Zoë",
            "café",
        ),
    ],
)
def test_what_is_not_clearly_old_stays(text: str) -> None:
    assert read(text) == text


def test_a_column_decides_for_cells_that_could_be_either() -> None:
    names = ["NguyÔn V¨n A", "TrÇn ThÞ B", "Lª V¨n C", "Vò Quang Nam"]
    assert in_unicode(["Vò Quang Nam"], writings_of([[name] for name in names])) == ["Vũ Quang Nam"]
    assert writings_of([[name] for name in [*names, "Trần Thị Hường"]]) == {}
    assert heading_in_unicode(["M· hå s¬", "Tªn thñ tôc", "Ngµy hÑn tr¶", "Sè bé"])[-1] == "Số bộ"


@pytest.mark.parametrize(
    "word", ("nghiêng", "khuỷu", "hòa", "hoà", "thúy", "thuý", "quý", "giếng", "gì", "yên", "ước", "xoong")
)
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", ["leõ", "hoeà", "bất́", "zà", "tạch̀", "bàc", "", "brà", "ướ", "aà"])
def test_what_is_no_syllable_is_known(word: str) -> None:
    assert not is_syllable(unicodedata.normalize("NFC", word))
