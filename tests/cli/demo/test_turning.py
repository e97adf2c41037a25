"""What people write to turn the clock, and where a province lies."""

from datetime import date, datetime, timedelta

import pytest

from services.cli.demo.maps import find_territory
from services.cli.demo.turning import read_by, read_instant
from shared.errors import Invalid
from shared.worktime import LEGAL_ZONE


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("+3 ngày", timedelta(days=3)),
        ("+2 giờ", timedelta(hours=2)),
        ("+30 phút", timedelta(minutes=30)),
        ("-1 tuần", timedelta(weeks=-1)),
    ],
)
def test_a_turn_is_written_in_vietnamese(text: str, by: timedelta) -> None:
    assert read_by(text) == by


@pytest.mark.parametrize("text", ["3 ngày", "+3", "+ba ngày", "", "+3 days"])
def test_a_turn_that_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="turn_not_clear"):
        read_by(text)


def test_an_instant_is_written_as_people_do() -> None:
    assert read_instant("05/08/2026 17:01") == datetime(2026, 8, 5, 17, 1, tzinfo=LEGAL_ZONE)
    assert read_instant("5/8/2026") == datetime(2026, 8, 5, tzinfo=LEGAL_ZONE)
    for text in ("2026-08-05", "31/02/2026", "05/08/2026 25:00", "mai"):
        with pytest.raises(Invalid, match="instant_not_clear"):
            read_instant(text)


def test_a_province_that_was_merged_away_is_found_in_its_old_territory() -> None:
    found = find_territory("Hòa Bình", date(2026, 2, 1))
    assert found
    assert (found.number, found.citizen_code) == ("25", "017")
    assert sum(olds for _, olds in found.communes.values()) == 151
    district = find_territory("hoà bình", date(2026, 2, 1), "Tân Lạc")
    assert district
    assert {name for name, _ in district.communes.values()} >= {"Xã Tân Lạc"}
    assert sum(olds for _, olds in district.communes.values()) == 16


def test_a_province_alive_at_the_date_is_taken_whole_and_an_unknown_name_not_at_all() -> None:
    merged, before = find_territory("Phú Thọ", date(2026, 2, 1)), find_territory("Phú Thọ", date(2024, 2, 1))
    assert merged
    assert before
    assert len(merged.communes) == 148
    assert len(before.communes) < len(merged.communes)
    assert find_territory("Atlantis", date(2026, 2, 1)) is None
