"""The bar of `motcua import`: on standard error, what is done, how fast and how long it takes still."""

import re

import pytest

from services.cli.register_book import a_bar


def test_the_bar_shows_rows_speed_and_time_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with a_bar(is_shown=True) as tell:
        tell("Mở sổ …", 0, None)
        for done in range(0, 300_001, 50_000):
            tell("Xét từng dòng", done, 300_000)
        tell("Cập nhật thống kê", 5, 10)
    shown = capsys.readouterr()
    assert shown.out == ""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.err)
    assert "Cập nhật thống kê" in plain
    assert "5/10" in plain
    assert "/giây" in plain
    assert "còn" in plain


def test_nothing_is_shown_where_a_program_reads(capsys: pytest.CaptureFixture[str]) -> None:
    with a_bar(is_shown=False) as tell:
        tell("Xét từng dòng", 1, 2)
    assert capsys.readouterr() == ("", "")
