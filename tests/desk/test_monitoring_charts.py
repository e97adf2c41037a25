"""Geometry of the charts: heights by counts, tiles as the units lie, classes by the share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.desk.presenters.charts.stacked import HEIGHT, Stack, stacked_bars
from services.desk.presenters.charts.tiles import Unit, kind_of, short_name, tile_map
from services.desk.presenters.monitoring.trend import month_of


def a_stack(below: int, above: int) -> Stack:
    return Stack("T1", below, above, "/", "/", "", "")


@given(st.lists(st.tuples(st.integers(0, 2_000_000), st.integers(0, 50_000)), min_size=1, max_size=13))
def test_bars_stand_on_one_line_within_the_chart(counts: list[tuple[int, int]]) -> None:
    chart = stacked_bars([a_stack(*each) for each in counts])
    assert chart.lines[-1].value >= max(below + above for below, above in counts)
    assert len(chart.lines) <= 6
    for bar, (below, above) in zip(chart.bars, counts, strict=True):
        assert bar.above_y >= -2 and bar.below_y + bar.below_height == pytest.approx(HEIGHT - 22, abs=0.2)
        assert (bar.below_height > 0, bar.above_height > 0) == (below > 0, above > 0)


def a_unit(code: str, late: int = 0, resolved: int | None = 100, place: tuple[float, float] | None = None) -> Unit:
    return Unit(code, f"Xã {code}", late, resolved, place, "/")


@pytest.mark.parametrize(
    ("late", "resolved", "kind"),
    [
        *((0, 100, "0"), (1, 100, "1"), (2, 100, "1"), (5, 100, "2"), (10, 100, "3"), (11, 100, "4")),
        *((2, 3, "few"), (0, None, "none")),
    ],
)
def test_a_tile_has_one_of_five_classes_or_says_why_not(late: int, resolved: int | None, kind: str) -> None:
    assert kind_of(a_unit("a", late, resolved)) == kind


def test_tiles_lie_north_above_south_and_west_before_east() -> None:
    places = {"bac": (22.0, 105.0), "tay": (21.0, 104.0), "dong": (21.0, 106.0), "nam": (20.0, 105.0)}
    units = [a_unit(code, place=place) for code, place in places.items()]
    drawn = {tile.unit.code: tile for tile in tile_map(units, dict.fromkeys(places, 0)).tiles}
    assert drawn["bac"].y < drawn["nam"].y and drawn["tay"].x < drawn["dong"].x


def test_units_whose_place_is_not_known_stand_by_name() -> None:
    drawn = tile_map([a_unit("b"), a_unit("a")], {"a": 0, "b": 1})
    assert not drawn.is_by_place and [tile.unit.code for tile in drawn.tiles] == ["a", "b"]


def test_names_fit_their_tiles() -> None:
    assert short_name("Thị trấn Hợp Châu") == "Hợp Châu"
    assert len(short_name("Xã Nguyễn Nghiêm Trường Sơn")) <= 13


@pytest.mark.parametrize(
    ("day", "name"), [("2026-01-14", "2026-M01"), ("2026-11-20", "2026-M12"), ("2026-12-20", "2027-M01")]
)
def test_a_step_of_the_trend_is_named_by_its_reporting_month(day: str, name: str) -> None:
    assert month_of(day) == name
