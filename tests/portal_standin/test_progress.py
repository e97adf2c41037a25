"""Progress rows: their checks, their order, and the rows sent twice."""

from typing import Any

import pytest

from tests.portal_standin.caller import AGENCY, CODE, Caller, a_dossier, a_row
from tests.portal_standin.test_checks_of_dossiers import BELOW, wrong

REFUSED = [
    *(wrong("V05", "normal", f"without {field}", **{field: ""}) for field in ("NguoiXuLy", "NoiDungXuLy", "TrangThai")),
    wrong("V05", "normal", "without time", ThoiDiemXuLy=""),
    wrong("V06", "strict", "a number", TrangThai=4),
    wrong("V09", "lenient", "status 0", TrangThai="0"),
    wrong("V09", "lenient", "status 11", TrangThai="11"),
    wrong("V10", "normal", "no such time", ThoiDiemXuLy="20260306093060"),
    wrong("V10", "normal", "six minutes ahead", ThoiDiemXuLy="20260320120600"),
    wrong("V10", "normal", "planned on no day", NgayBatDau="20261301000000"),
    wrong("V11", "normal", "a name of 51 signs", NguoiXuLy="x" * 51),
    wrong("V14", "normal", "unknown dossier", MaHoSo=f"{AGENCY}-260305-0008"),
    wrong("V15", "strict", "before reception", ThoiDiemXuLy="20260305081459"),
]


@pytest.mark.parametrize(("check", "level", "code", "changes"), REFUSED)
async def test_the_smallest_wrong_row_is_refused_from_its_level_on_and_borne_below(
    portal: Caller, check: str, level: str, code: str, changes: dict[str, Any]
) -> None:
    await portal.reset(level)
    await portal.create(a_dossier())
    assert (await portal.progress(a_row(**changes)))["error_code"] == code
    assert await portal.violations() == [(check, True)]
    assert (await portal.view(f"dossiers/{CODE}"))["progress"] == []
    if below := BELOW[level]:
        await portal.http.put("/_admin/level", json={"level": below})
        assert (await portal.progress(a_row(**changes)))["error_code"] == "0"


@pytest.mark.parametrize(
    "changes",
    [{}, {"ThoiDiemXuLy": "20260305081500"}, {"NguoiXuLy": "x" * 50}, {"NgayKetThucTheoQuyDinh": "20270101000000"}],
)
async def test_a_right_row_is_taken_by_the_strictest_portal(portal: Caller, changes: dict[str, Any]) -> None:
    await portal.create(a_dossier())
    assert (await portal.progress(a_row(**changes)))["error_code"] == "0"
    assert await portal.violations() == []


async def test_ten_rows_come_in_one_call_and_eleven_do_not(portal: Caller) -> None:
    await portal.create(a_dossier())
    rows = [a_row(ThoiDiemXuLy=f"202603060930{second:02}") for second in range(11)]
    assert (await portal.progress(*rows))["error_code"] == "-1"
    assert (await portal.progress(*rows[:10]))["error_code"] == "0"
    assert len((await portal.view(f"dossiers/{CODE}"))["progress"]) == 10


async def test_a_row_earlier_than_the_last_one_is_refused_within_a_call_too(portal: Caller) -> None:
    await portal.create(a_dossier())
    earlier, later = a_row(), a_row(ThoiDiemXuLy="20260306093001")
    assert (await portal.progress(later, earlier))["message"] == "ThoiDiemXuLy trước dòng tiến độ gần nhất"
    await portal.progress(later)
    assert (await portal.progress(earlier))["error_code"] == "-1"


async def test_a_row_sent_twice_is_kept_twice_and_marked(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.progress(a_row())
    await portal.progress(a_row())
    await portal.progress(a_row(NoiDungXuLy="Trình ký"))
    rows = (await portal.view(f"dossiers/{CODE}"))["progress"]
    assert [row["duplicate"] for row in rows] == [False, True, False]
    assert (await portal.view("dossiers"))[0]["duplicates"] == 1
    assert (await portal.view("metrics"))["rows.duplicate"] == 1


async def test_the_lenient_portal_drops_rows_of_dossiers_it_does_not_know(portal: Caller) -> None:
    await portal.reset("lenient")
    assert (await portal.progress(a_row()))["error_code"] == "0"
    assert (await portal.view("metrics"))["rows.dropped"] == 1


async def test_rows_are_seen_in_a_look_up_unless_the_portal_keeps_them_to_itself(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.progress(a_row())
    found = (await portal.say("TraCuuHoSo", mahoso=CODE))["result"]
    assert found[0]["DanhSachTienDo"] == [a_row()]
    assert "ChuHoSo" not in found[0]
    await portal.http.put("/_admin/config", json={"lookup_shows_progress": False})
    assert "DanhSachTienDo" not in (await portal.say("TraCuuHoSo", mahoso=CODE))["result"][0]
    assert (await portal.say("TraCuuHoSo", mahoso=f"{AGENCY}-260305-0008"))["result"] == []
