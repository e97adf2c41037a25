"""The indicators of decision 766, from what was pushed."""

from typing import Any

import pytest

from tests.portal_standin.caller import AGENCY, Caller, a_dossier, a_fee, a_file, a_result, a_row

DONE: dict[str, Any] = {
    "TrangThaiHoSo": "9",
    "NgayKetThucXuLy": "20260309100000",
    "DanhSachGiayToKetQua": [a_result()],
}


@pytest.fixture
async def portal(portal: Caller) -> Caller:
    """The normal level: what is counted need not be proven."""
    await portal.reset("normal")
    await portal.http.put("/_admin/evidence", json={"accounts": ["tech-1"]})
    return portal


async def push(portal: Caller, number: int, *rows: tuple[str, str], **changes: Any) -> None:
    code = f"{AGENCY}-260305-{number:04}"
    assert (await portal.create(a_dossier(MaHoSo=code, **changes)))["error_code"] == "0"
    for status, at in rows:
        assert (await portal.progress(a_row(MaHoSo=code, TrangThai=status, ThoiDiemXuLy=at)))["error_code"] == "0"


def counts(told: dict[str, Any], name: str) -> tuple[int, int]:
    return told[name]["count"], told[name]["of"]


async def test_on_time_comes_from_the_rows(portal: Caller) -> None:
    await push(portal, 1, ("9", "20260310170000"), **DONE)
    await push(portal, 2, ("9", "20260310170001"), **DONE)
    await push(portal, 3)
    told = await portal.view("indicators", details=True)
    assert told["timeliness"] == {"on_time": 1, "late": 1, "overdue": 1}
    assert counts(told, "on_time") == (1, 2)
    assert list(told["dossiers"].values()) == ["on_time", "late", "overdue"]


async def test_without_promised_day_the_procedure_s_three_working_days_count(portal: Caller) -> None:
    await push(portal, 1, ("9", "20260310081500"), NgayHenTra="", **DONE)
    await push(portal, 2, ("9", "20260310081501"), NgayHenTra="", **DONE)
    assert (await portal.view("indicators"))["timeliness"] == {"on_time": 1, "late": 1}


async def test_the_synchronised_share_is_out_of_the_province_s_own_count(portal: Caller) -> None:
    await push(portal, 1)
    assert (await portal.view("indicators", own=4))["synchronised"] == {"count": 1, "of": 4, "ratio": 0.25}
    assert (await portal.view("indicators"))["synchronised"]["ratio"] is None


async def test_a_dossier_that_was_not_received_is_in_no_count(portal: Caller) -> None:
    await push(portal, 1, TrangThaiHoSo="1", NgayTiepNhan="", NgayHenTra="")
    assert (await portal.view("indicators"))["counted"] == 0


async def test_the_period_and_the_agency_cut_the_count(portal: Caller) -> None:
    await push(portal, 1)
    for query, counted in (
        ({"from": "2026-03-05", "to": "2026-03-05"}, 1),
        ({"from": "2026-03-06"}, 0),
        ({"to": "2026-03-04"}, 0),
        ({"agency": "H17.12"}, 1),
        ({"agency": "000.00.13.H17"}, 0),
    ):
        assert (await portal.view("indicators", **query))["counted"] == counted, query


ONLINE: dict[str, Any] = {"KenhThucHien": "2", "MaDoiTuong": "tech-1"}
NO_RESULT = {"MaTTHC": "9.000002", "TenTTHC": "Xác nhận thử nghiệm", "DanhSachGiayToKetQua": []}
UNPAID: dict[str, Any] = {"DanhSachLePhi": [a_fee(Gia="0")], "DuocThanhToanTrucTuyen": "1"}


@pytest.mark.parametrize(
    ("name", "changes", "found"),
    [
        ("online", ONLINE | DONE, (1, 1)),
        ("online", ONLINE, (0, 1)),
        ("online", ONLINE | DONE | {"DanhSachGiayToKetQua": [a_result(MaGiayToKetQua="")]}, (0, 1)),
        ("online", ONLINE | DONE | NO_RESULT, (1, 1)),
        ("online", DONE | {"KenhThucHien": None}, (0, 1)),
        ("filed_online", ONLINE, (1, 1)),
        ("online_payment", {"DuocThanhToanTrucTuyen": "1"}, (1, 1)),
        ("online_payment", {"DuocThanhToanTrucTuyen": "2"}, (1, 1)),
        ("online_payment", {"DuocThanhToanTrucTuyen": "3"}, (0, 1)),
        ("online_payment", UNPAID, (0, 0)),
        ("electronic_result", DONE, (1, 1)),
        ("electronic_result", DONE | {"DanhSachGiayToKetQua": []}, (0, 1)),
        ("electronic_result", {}, (0, 0)),
        ("digitised", DONE, (1, 1)),
        ("digitised", DONE | {"TaiLieuNop": []}, (0, 1)),
        ("reuse", {}, (1, 1)),
        ("reuse", {"HoSoCoThanhPhanSoHoa": "0", "TaiLieuNop": [a_file(DuocSoHoa="0")]}, (0, 1)),
        ("sharing", {"TaiLieuNop": [a_file(DuocLayTuKhoDMQG="1")]}, (1, 1)),
        ("sharing", DONE, (1, 1)),
        ("sharing", {}, (0, 1)),
        ("population_data", {"TaiKhoanDuocXacThucVoiVNeID": "1"}, (1, 1)),
        ("population_data", {"DSKetNoiCSDL": [{"MaCSDL": "1"}]}, (1, 1)),
        ("population_data", {}, (0, 1)),
    ],
)
async def test_a_dossier_counts_in_an_indicator_as_the_rule_says(
    portal: Caller, name: str, changes: dict[str, Any], found: tuple[int, int]
) -> None:
    await push(portal, 1, **changes)
    assert counts(await portal.view("indicators"), name) == found


async def test_a_day_that_is_none_is_refused(portal: Caller) -> None:
    assert (await portal.http.get("/_admin/indicators", params={"from": "05/03/2026"})).status_code == 422
