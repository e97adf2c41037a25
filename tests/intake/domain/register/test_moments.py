"""Days and hours as books write them."""

from datetime import date, datetime, time, timedelta

import pytest

from services.intake.domain.register.moments import Moment, Unreadable, read_moment


def excel(*parts: int) -> datetime:
    """A cell of a sheet: it has no zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


AFTERNOON = Moment(date(2024, 5, 8), time(14, 30))


@pytest.mark.parametrize(
    "cell",
    [
        "08/05/2024 14:30",
        "8/5/2024 14:30",
        "08-05-2024 14:30",
        "8.5.2024 14:30:00",
        "2024-05-08 14:30",
        "2024-05-08T14:30:00",
        "14:30 08/05/2024",
        "14h30 ngày 08/05/2024",
        "14 giờ 30 phút, ngày 08 tháng 5 năm 2024",
        "  08/05/2024   14:30 ",
        "8/5/24 14:30",
        "14h30 08/05/2024",
        "14:30 ngày 08/05/2024",
        "08/05/2024 14 giờ 30",
        "08/05/2024 14 giờ 30 phút",
        "08/05/2024 2:30 PM",
        "2:30:00 CH 08/05/2024",
        "02h30 chiều ngày 08/05/2024",
        "08/05/2024 - 14:30",
        "14:30 - 08/05/2024",
        "14:30-08/05/2024",
        "08/05/2024, 14g30",
        "08/05/2024 14h30p",
        "08/05/2024 14.30",
        "08\u00a0/05/2024\u00a014:30",
        "０８／０５／２０２４ １４：３０",
        "08/05/2024 14:30.",
        "08//05/2024 14:30",
        "08/05-2024 14:30",
        "Thứ Tư, 08/05/2024 14:30",
        "Thứ 4 ngày 8/5/2024, lúc 14 giờ 30 phút",
        "14 gio 30 ngay 08 thang 5 nam 2024",
        "8 thg 5, 2024 14:30",
        "8 May 2024 14:30",
        "08-May-24 14:30",
        "2024/05/08 14:30:00.000",
        "2024-05-08T07:30:00Z",
        "2024-05-08T14:30:00+07:00",
        "202405081430",
        "20240508143000",
        20240508143000.0,
        "45420,6041667",
        "'08/05/2024 14:30",
        '="08/05/2024 14:30"',
        excel(2024, 5, 8, 14, 30),
        excel(2024, 5, 8, 14, 29, 59, 999_900),
        45420.604166666664,
        "45420.604166666664",
    ],
)
def test_an_instant_is_read_in_every_usual_spelling(cell: object) -> None:
    assert read_moment(cell) == AFTERNOON  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("13.08.2024", date(2024, 8, 13)),
        ("13082024", date(2024, 8, 13)),
        ("20240813", date(2024, 8, 13)),
        (3082024.0, date(2024, 8, 3)),
        ("13/08/24", date(2024, 8, 13)),
        ("13/08/2024.", date(2024, 8, 13)),
        ("13/08/2024 00:00:00", date(2024, 8, 13)),
        ("13/08/2024 12:00 AM", date(2024, 8, 13)),
        ("chiều 13/08/2024", date(2024, 8, 13)),
        ("13 tháng 8, 2024", date(2024, 8, 13)),
        ("ngày 13 tháng 8 năm 2024", date(2024, 8, 13)),
        (date(2024, 8, 13), date(2024, 8, 13)),
        (excel(2024, 8, 13), date(2024, 8, 13)),
        (45517, date(2024, 8, 13)),
        (45517.0, date(2024, 8, 13)),
    ],
)
def test_a_day_without_an_hour_keeps_none(cell: object, on: date) -> None:
    assert read_moment(cell) == Moment(on, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "./.", "—"])
def test_a_blank_is_no_moment(cell: str | None) -> None:
    assert read_moment(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        *("30/02/2024", "31/04/2024", "00/01/2024", "13/13/2024", "08/05/2024 25:00", "hôm qua", "08/05", "12:30"),
        *("08/13/2024", "08/05/2024 14:75", "trước 20/8", "#N/A", "08/05/2024 (hẹn lại 10/05/2024)", "05/2024"),
        *("08/05/20244", "108/05/2024", "29/02/2023", "080524", float("nan"), float("inf"), "Tam Đảo, ngày 8/5/2024"),
        *(5.0, 1e9, "01/01/1899", "chưa có", True, time(8, 30), timedelta(1), "08/05/2024 và 09/05/2024", "2024"),
    ],
)
def test_what_is_no_day_is_unreadable(cell: object) -> None:
    with pytest.raises(Unreadable):
        read_moment(cell)  # type: ignore[arg-type]


def test_hours_order_moments_only_where_both_have_one() -> None:
    morning, whole_day = Moment(AFTERNOON.on, time(8)), Moment(AFTERNOON.on, None)
    assert morning.precedes(AFTERNOON)
    assert not whole_day.precedes(morning)
    assert not morning.precedes(whole_day)
    assert whole_day.precedes(Moment(date(2024, 5, 9), None))
