"""What a look-up lists of progress, by either generation."""

from datetime import datetime
from typing import Any

import pytest

from services.portal.drivers.gen_a.row_wire import there_of as there_of_a
from services.portal.drivers.gen_b.record_wire import there_of as there_of_b
from shared.worktime import LEGAL_ZONE

AT = datetime(2026, 3, 6, 9, 30, tzinfo=LEGAL_ZONE)
ROW_A = {"ThoiDiemXuLy": "20260306093000", "TrangThai": "4", "NoiDungXuLy": "Thẩm định"}
ROW_B = {"ThoiDiemXuLy": "2026-03-06T09:30:00.000", "TrangThai": 4, "NoiDungXuLy": "Thẩm định"}


@pytest.mark.parametrize("row", [ROW_A, ROW_B])
def test_generation_b_reads_a_row_in_either_form(row: dict[str, Any]) -> None:
    rows = there_of_b({"maHoSo": "H17.12-1", "TrangThai": 4, "TienTrinh": [row]}).rows
    assert rows is not None
    assert [(each.happened_at, each.status, each.text) for each in rows] == [(AT, 4, "Thẩm định")]


@pytest.mark.parametrize("broken", [{"ThoiDiemXuLy": "hôm qua"}, {"TrangThai": ""}])
def test_a_list_with_a_row_that_cannot_be_read_says_nothing(broken: dict[str, Any]) -> None:
    """Else a row that is there would be told a second time."""
    assert there_of_a({"DanhSachTienDo": [ROW_A, ROW_A | broken]}).rows is None
    assert there_of_b({"TienTrinh": [ROW_B, ROW_B | broken]}).rows is None


def test_without_a_list_nothing_is_known_and_an_empty_one_is_known_to_be_empty() -> None:
    assert there_of_a({}).rows is None
    assert there_of_a({"DanhSachTienDo": []}).rows == []
