"""The table of transitions, written out a second time, over records and over progress rows."""

from itertools import product

import pytest

from tests.portal_standin.caller import CODE, Caller, a_dossier, a_result, a_row

STATUSES = [str(number) for number in range(1, 11)]
PAIRS = list(product(STATUSES, STATUSES))
MAY_GO = {
    "1": "2 3 5 7",
    "2": "4 5 6 7 8 9",
    "3": "",
    "4": "5 6 7 8 9",
    "5": "1 2 4 7 8",
    "6": "2 4 7 8 9",
    "7": "4 8",
    "8": "10",
    "9": "10 4",
    "10": "1 2 3 4 5 6 7 8 9",
}
CORRECTIONS = {("9", "4"), *(("10", after) for after in STATUSES[:-1])}


def is_allowed(before: str, after: str) -> bool:
    return before == after or after in MAY_GO[before].split()


def standing(status: str) -> dict[str, object]:
    """Right in all else whatever the status."""
    return a_dossier(TrangThaiHoSo=status, GhiChu="Nêu rõ lý do", DanhSachGiayToKetQua=[a_result()])


@pytest.mark.parametrize(("before", "after"), PAIRS)
async def test_a_record_goes_only_where_the_table_says(portal: Caller, before: str, after: str) -> None:
    await portal.create(standing(before))
    await portal.progress(a_row(TrangThai=before))
    told = await portal.update(standing(after))
    if is_allowed(before, after):
        assert told["error_code"] == "0"
        assert await portal.violations() == ([("V16", False)] if (before, after) in CORRECTIONS else [])
    else:
        assert told == {"error_code": "01", "message": f"Không thể cập nhật lên trạng thái {after} từ {before}"}
        assert (await portal.view(f"dossiers/{CODE}"))["status"] == before


@pytest.mark.parametrize(("before", "after"), PAIRS)
async def test_progress_goes_only_where_the_table_says(portal: Caller, before: str, after: str) -> None:
    await portal.create(a_dossier())
    await portal.progress(a_row(TrangThai=before))
    told = await portal.progress(a_row(TrangThai=after, NoiDungXuLy="Bước sau"))
    assert told["error_code"] == ("0" if is_allowed(before, after) else "01")
    assert ("V16", False) in await portal.violations() or (before, after) not in CORRECTIONS


async def test_the_normal_portal_takes_a_wrong_step_and_writes_it_down(portal: Caller) -> None:
    await portal.reset("normal")
    await portal.create(a_dossier())
    assert (await portal.update(a_dossier(TrangThaiHoSo="10")))["error_code"] == "0"
    assert ("V16", False) in await portal.violations()
    await portal.http.put("/_admin/level", json={"level": "lenient"})
    assert (await portal.update(a_dossier(TrangThaiHoSo="3")))["error_code"] == "0"
    assert [each for each in await portal.violations() if each[0] == "V16"] == [("V16", False)]


async def test_rows_within_one_call_follow_one_another(portal: Caller) -> None:
    await portal.create(a_dossier())
    told = await portal.progress(a_row(TrangThai="2"), a_row(TrangThai="10"))
    assert told["error_code"] == "01"
    assert (await portal.view(f"dossiers/{CODE}"))["progress"] == []
