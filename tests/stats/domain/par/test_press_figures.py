"""What the press printed of PAR indices (domain.md E.0, E.2, E.3, E.4), worked out from its parts."""

from decimal import Decimal

import pytest

from services.stats.domain.par.comparison import Rank, Year, change
from services.stats.domain.par.criteria import TOTAL, Band, Criterion
from services.stats.domain.par.scorecard import grade, score, share_of
from services.stats.domain.par.stated_ranks import StatedRanks, Statement

D = Decimal


def field(code: str, most: str | None = None) -> Criterion:
    return Criterion(code, code, D(most) if most else None)


QUANG_BINH = Criterion(
    TOTAL,
    "Bộ tiêu chí cấp huyện",
    D(100),
    (
        *map(field, ("steering", "institutions", "procedures", "apparatus")),
        field("one_stop", "11"),
        *map(field, ("staff", "finance", "modernisation")),
    ),
)
PARTS_2018 = {
    **{"steering": D("22.1"), "institutions": D("4.5"), "procedures": D("5.2"), "apparatus": D("6.6")},
    "one_stop": D("10.4"),
}


@pytest.mark.parametrize(
    ("points", "most", "percent"),
    [("9.07", "10", "90.70"), ("9.0929", "10.5", "86.60"), ("7.775", "9.5", "81.84"), ("10.4", "11", "94.55")],
)
def test_the_shares_of_bac_kan_and_quang_binh(points: str, most: str, percent: str) -> None:
    assert share_of(D(points), D(most)) == D(percent)


def test_quang_binhs_named_parts_leave_36_8_for_the_three_unnamed() -> None:
    card = score(QUANG_BINH, {**PARTS_2018, TOTAL: D("85.6")})
    assert (card.points, card.known, card.rest) == (D("85.6"), D("48.8"), D("36.8"))
    assert card.unknown == ("staff", "finance", "modernisation")
    assert grade(card, (Band("Khá", D(70)), Band("Tốt", D(80)), Band("Xuất sắc", D(90)))) == "Tốt"


def test_quang_binh_gained_0_2_in_all_and_0_6_at_its_one_stop_shop() -> None:
    """So the one-stop shop had 9.8 in 2017; the other parts of that year were not printed."""
    now = Year({"quang_binh": score(QUANG_BINH, {**PARTS_2018, TOTAL: D("85.6")})})
    before = Year({"quang_binh": score(QUANG_BINH, {"one_stop": D("9.8"), TOTAL: D("85.4")})})
    assert change("quang_binh", TOTAL, now, before).points == D("0.2")
    assert change("quang_binh", "one_stop", now, before).points == D("0.6")
    assert change("quang_binh", "steering", now, before).points is None


def test_quang_binh_came_5th_of_11_districts_once_the_others_are_known() -> None:
    totals = {f"district {n}": D(f"8{n}.1") for n in range(1, 10)} | {"last": D("61.5"), "quang_binh": D("85.6")}
    year = Year({unit: score(QUANG_BINH, {TOTAL: points}) for unit, points in totals.items()})
    assert year.rank("quang_binh", TOTAL) == Rank(5, 11)
    told = StatedRanks([Statement(2018, rank=5, of_units=11)])
    assert (told.rank(2018), told.rank(2017)) == (5, None)  # "near last" is no number


def test_without_a_stated_total_the_total_is_unknown_not_48_8() -> None:
    card = score(QUANG_BINH, PARTS_2018)
    assert (card.points, card.percent, card.known, card.rest) == (None, None, D("48.8"), None)
    assert grade(card, (Band("Yếu", D(0)),)) is None


def test_bac_kans_three_fields_do_not_make_its_total() -> None:
    whole = Criterion(
        TOTAL,
        "Chỉ số CCHC cấp tỉnh",
        D(100),
        (field("institutions", "10"), field("apparatus", "10.5"), field("steering", "9.5")),
        is_whole=False,
    )
    card = score(
        whole, {"institutions": D("9.07"), "apparatus": D("9.0929"), "steering": D("7.775"), TOTAL: D("79.35")}
    )
    assert (card.points, card.rest, card.unknown) == (D("79.35"), D("53.4121"), ())
    assert card.percent == D("79.35")


def test_hoa_binh_was_up_28_in_2021() -> None:
    told = StatedRanks([Statement(2022, up_on={2021: 2, 2020: 30})])
    assert (told.change(2021, 2020), told.change(2020, 2021), told.rank(2022)) == (28, -28, None)


def test_soc_trang_was_49th_in_2016_and_27th_in_2015() -> None:
    told = StatedRanks([Statement(2019, rank=19, up_on={2016: 30, 2015: 8})])
    assert (told.rank(2019), told.rank(2016), told.rank(2015)) == (19, 49, 27)
    assert told.change(2016, 2015) == -22
    assert told.contradictions() == []


def test_bac_kans_impact_field_was_30th_before_it_fell_to_34th() -> None:
    assert StatedRanks([Statement(2022, rank=34, up_on={2021: -4})]).rank(2021) == 30


def test_what_two_papers_say_differently_is_a_contradiction() -> None:
    assert StatedRanks([Statement(2019, 19, {2016: 30}), Statement(2016, 48)]).contradictions() == [(2019, 2016)]
    around = [Statement(2022, up_on={2021: 2, 2020: 30}), Statement(2021, up_on={2020: 27})]
    assert (2022, 2020) in StatedRanks(around).contradictions()
    chain = [Statement(2019, 19, {2018: 3}), Statement(2018, up_on={2017: 4}), Statement(2017, 20)]
    assert StatedRanks(chain).contradictions() == [(2019, 2017)]
