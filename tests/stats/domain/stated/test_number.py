"""Numbers as Vietnamese papers print them, and what each can stand for."""

from fractions import Fraction

import pytest

from services.stats.domain.stated.number import read_number, read_percentage
from shared.errors import Invalid


@pytest.mark.parametrize(
    ("printed", "value", "low", "high"),
    [
        (1880, 1880, 1880, 1880),
        ("1.880", 1880, 1880, 1880),
        ("585336", 585_336, 585_336, 585_336),
        ("1.880 hồ sơ", 1880, 1880, 1880),
        ("2,578 triệu", 2_578_000, 2_577_500, 2_578_500),
        ("64,5 nghìn", 64_500, 64_450, 64_550),
        ("64,5 ngàn hồ sơ", 64_500, 64_450, 64_550),
        ("hơn 2,5 triệu", 2_500_000, 2_500_000, 2_600_000),
        ("gần 40 nghìn", 40_000, 39_000, 40_000),
        ("khoảng 38.000", 38_000, 37_999, 38_001),
        ("17,94", Fraction("17.94"), Fraction("17.935"), Fraction("17.945")),
    ],
)
def test_a_printed_number_has_its_precision(printed: int | str, value: object, low: object, high: object) -> None:
    read = read_number(printed)
    assert (read.value, read.low, read.high) == (value, low, high)


@pytest.mark.parametrize("printed", ["1,880", "1.88", "1.8800", "-5", "", "hai nghìn", "1 880", "9" * 16, "٣"])
def test_what_could_be_read_in_two_ways_is_refused(printed: str) -> None:
    with pytest.raises(Invalid, match="number_not_read"):
        read_number(printed)


@pytest.mark.parametrize(("printed", "text"), [("98", "98 %"), ("98,14 %", "98,14 %"), ("98.1%", "98,1 %")])
def test_a_percentage_has_the_decimals_that_were_printed(printed: str, text: str) -> None:
    assert read_percentage(printed).text == text


def test_what_is_no_percentage_is_refused() -> None:
    with pytest.raises(Invalid, match="percentage_not_read"):
        read_percentage("gần hết")
