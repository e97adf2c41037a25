"""Vietnamese text: stored as NFC without control signs, searched without marks."""

import unicodedata

import pytest

from shared.errors import Invalid
from shared.text import clean_text, fold


def test_decomposed_letters_are_stored_composed() -> None:
    typed = unicodedata.normalize("NFD", "Nguyễn Thị Hường")
    assert typed != "Nguyễn Thị Hường"
    assert clean_text(f"  {typed} ") == "Nguyễn Thị Hường"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u200b", "\ud800", "\ufeff"])
def test_signs_that_deceive_the_eye_are_refused(sign: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_text(f"Trần{sign}A")
    assert refused.value.code == "text_has_control_signs"


@pytest.mark.parametrize("spelling", ["hoà", "hòa", "HOÀ", "hoa", " Hòa  "])
def test_both_tone_placements_are_found_alike(spelling: str) -> None:
    assert fold(spelling) == "hoa"


def test_d_with_a_stroke_is_d_whichever_letter_was_typed() -> None:
    assert fold("Đăng ký đất ĐAI") == "dang ky dat dai"
    assert fold("Ðặng") == "dang"
