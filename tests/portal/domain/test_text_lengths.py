"""Limits of texts (portal contract 7.5 V11) and what is cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.domain.text_lengths import MARK, LimitedText, fit

KINDS = st.sampled_from(LimitedText)


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        pytest.param(LimitedText.SUMMARY, 1000, id="V11 TrichYeu"),
        pytest.param(LimitedText.FILE_NAME, 4000, id="V11 file name"),
        pytest.param(LimitedText.RESULT_NAME, 2000, id="V11 result name"),
        pytest.param(LimitedText.NOTE, 2000, id="V11 F17 note"),
        pytest.param(LimitedText.OFFICER, 50, id="V11 F17 officer"),
    ],
)
def test_a_text_of_the_limit_is_whole_and_one_more_is_cut_with_a_warning(kind: LimitedText, most: int) -> None:
    whole = fit("ế" * most, kind)
    assert (whole.text, whole.warning) == ("ế" * most, None)
    cut = fit("ế" * (most + 1), kind)
    assert cut.text == "ế" * (most - 1) + MARK
    assert cut.warning
    assert kind.called in cut.warning


def test_decomposed_text_is_composed_before_it_is_counted() -> None:
    written = unicodedata.normalize("NFD", "ế" * 50)
    assert len(written) == 150
    assert fit(written, LimitedText.OFFICER).text == "ế" * 50


def test_a_letter_keeps_its_marks_or_goes() -> None:
    """`x̣` has no composed form: a dot below may not be left behind."""
    assert fit("a" * 48 + "x\u0323" * 3, LimitedText.OFFICER).text == "a" * 48 + MARK


def test_signs_beyond_the_first_plane_count_two() -> None:
    assert fit("😀" * 25, LimitedText.OFFICER).warning is None
    assert fit("😀" * 26, LimitedText.OFFICER).text == "😀" * 24 + MARK


def test_a_file_keeps_its_ending() -> None:
    assert fit("đơn " * 1100 + ".pdf", LimitedText.FILE_NAME).text.endswith(f"{MARK}.pdf")
    assert fit("đơn. " * 1100, LimitedText.FILE_NAME).text.endswith(MARK)


def test_the_warning_does_not_repeat_the_text() -> None:
    warning = fit("Nguyễn Văn Mẫu " * 10, LimitedText.OFFICER).warning
    assert warning == "Tên người xử lý dài 150 ký tự, Cổng chỉ nhận 50: phần sau đã được cắt bớt"


@given(st.text(st.sampled_from("aế đ.x\u0323\u0301😀\u200d\ufe0f"), max_size=120), KINDS)
def test_what_is_sent_never_exceeds_the_limit_and_needs_no_second_cut(text: str, kind: LimitedText) -> None:
    fitted = fit(text * (kind.most // 50), kind)
    assert len(fitted.text.encode("utf-16-le")) // 2 <= kind.most
    assert fit(fitted.text, kind).warning is None
