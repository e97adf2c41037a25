"""Every check of a dossier: the smallest wrong input is refused from its level on, and not below."""

from typing import Any

import pytest

from tests.portal_standin.caller import AGENCY, CODE, Caller, a_dossier, a_file, a_result, a_row

BELOW = {"lenient": None, "normal": "lenient", "strict": "normal"}
ENDED: dict[str, Any] = {"TrangThaiHoSo": "9", "NgayKetThucXuLy": "20260309100000"}
DONE: dict[str, Any] = ENDED | {"DanhSachGiayToKetQua": [a_result()]}


def wrong(check: str, level: str, what: str, *, code: str = "-1", **changes: Any) -> Any:
    return pytest.param(check, level, code, changes, id=f"{check} {what}")


REFUSED = [
    *(
        wrong("V05", "normal", f"without {field}", **{field: ""})
        for field in (
            "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "LoaiDoiTuong", "TrangThaiHoSo", "HinhThuc", "DonViXuLy",
            "SoGiayToChuHoSo", "DinhDanhCHS", "NgayNopHoSo", "NoiNopHoSo", "HoSoCoThanhPhanSoHoa",
            "TaiKhoanDuocXacThucVoiVNeID", "DuocThanhToanTrucTuyen", "NgayTiepNhan",
        )
    ),
    wrong("V05", "normal", "online without the account", KenhThucHien="2"),
    wrong("V06", "strict", "a number", LoaiDoiTuong=1),
    wrong("V06", "strict", "a number in a file", TaiLieuNop=[a_file(DuocSoHoa=1)]),
    wrong("V07", "normal", "no code", MaHoSo="HS-1"),
    wrong("V07", "normal", "three digits of number", MaHoSo=f"{AGENCY}-260305-007"),
    wrong("V07", "normal", "longer than 50", MaHoSo="H17." + "1" * 40 + "-260305-0007"),
    wrong("V07", "strict", "another day", MaHoSo=f"{AGENCY}-260306-0007"),
    wrong("V08", "normal", "unknown procedure", MaTTHC="9.999999"),
    wrong("V08", "normal", "another name", TenTTHC="Cấp bản sao"),
    wrong("V08", "normal", "another field", MaLinhVuc="G99-HT02"),
    *(
        wrong("V09", "lenient", f"{field} {value}", **{field: value})
        for field, value in (
            ("TrangThaiHoSo", "0"), ("TrangThaiHoSo", "11"), ("KenhThucHien", "4"), ("HinhThuc", "2"),
            ("LoaiDoiTuong", "5"), ("NoiNopHoSo", "3"), ("HoSoCoThanhPhanSoHoa", "2"),
            ("TaiKhoanDuocXacThucVoiVNeID", "x"), ("DuocThanhToanTrucTuyen", "4"),
        )
    ),
    wrong("V09", "lenient", "flag of a file", TaiLieuNop=[a_file(DuocTaiSuDung="3")]),
    wrong("V10", "normal", "no such day", NgayHenTra="20260230170000"),
    wrong("V10", "normal", "twelve digits", NgayHenTra="202603101700"),
    wrong("V10", "normal", "six minutes ahead", NgayKetThucXuLy="20260320120600"),
    wrong("V10", "normal", "filed after reception", NgayNopHoSo="20260305081501"),
    wrong("V10", "normal", "ended before reception", NgayKetThucXuLy="20260305081459"),
    wrong("V10", "normal", "returned before the end", NgayKetThucXuLy="20260309100000", NgayTra="20260309095959"),
    wrong("V10", "normal", "promised before reception", NgayHenTra="20260305081459"),
    wrong("V11", "normal", "summary", TrichYeuHoSo="x" * 1001),
    wrong("V11", "normal", "note", GhiChu="x" * 2001),
    wrong("V11", "normal", "file name", TaiLieuNop=[a_file(TenTepDinhKem="x" * 4001)]),
    wrong("V11", "normal", "result name", **DONE | {"DanhSachGiayToKetQua": [a_result(TenGiayTo="x" * 2001)]}),
    wrong("V17", "strict", "no result", **ENDED),
    wrong("V17", "strict", "no link", **ENDED, DanhSachGiayToKetQua=[a_result(DuongDanTepTinKetQua="")]),
    wrong("V17", "strict", "no code", **ENDED, DanhSachGiayToKetQua=[a_result(MaGiayToKetQua="")]),
    wrong("V17", "strict", "foreign code", **ENDED, DanhSachGiayToKetQua=[a_result(MaGiayToKetQua="KQ.G99.000003")]),
    wrong("V18", "strict", "6 without fees", TrangThaiHoSo="6", DanhSachLePhi=[]),
    wrong("V18", "strict", "3 without reason", TrangThaiHoSo="3", NgayTuChoi="20260305090000"),
    wrong("V18", "strict", "8 without reason", TrangThaiHoSo="8"),
    wrong("V20", "normal", "nine digits as kind 1", DinhDanhCHS=[{"LoaiDinhDanh": "1", "SoDinhDanh": "099099001"}]),
    wrong("V20", "normal", "twelve as kind 2", DinhDanhCHS=[{"LoaiDinhDanh": "2", "SoDinhDanh": "099099000001"}]),
    wrong("V20", "normal", "a letter", DinhDanhCHS=[{"LoaiDinhDanh": "1", "SoDinhDanh": "09909900000A"}]),
    wrong("V20", "normal", "all alike", DinhDanhCHS=[{"LoaiDinhDanh": "2", "SoDinhDanh": "111111111"}]),
    wrong("V20", "normal", "000000001", SoGiayToChuHoSo="000000001"),
    wrong(
        "V21", "strict", "a submitted file as result",
        **ENDED, DanhSachGiayToKetQua=[a_result(DuongDanTepTinKetQua=a_file()["DuongDanTaiTepTin"])],
    ),
    wrong("V21", "strict", "every file reused", TaiLieuNop=[a_file(DuocTaiSuDung="1")]),
    wrong("V21", "strict", "a database nobody asked", DSKetNoiCSDL=[{"MaCSDL": "7"}]),
    wrong("V21", "strict", "paid without payment", DuocThanhToanTrucTuyen="1"),
    wrong("V22", "normal", "an account of nobody", MaDoiTuong="tech-1"),
]  # fmt: skip
LOGGED_BELOW = {"V16", "V17", "V18", "V21"}


@pytest.mark.parametrize(("check", "level", "code", "changes"), REFUSED)
async def test_the_smallest_wrong_dossier_is_refused_from_its_level_on(
    portal: Caller, check: str, level: str, code: str, changes: dict[str, Any]
) -> None:
    await portal.reset(level)
    told = await portal.create(a_dossier(**changes))
    assert told["error_code"] == code
    assert await portal.violations() == [(check, True)]
    assert await portal.view("dossiers") == []


@pytest.mark.parametrize(
    ("check", "level", "code", "changes"), [each for each in REFUSED if each.values[1] != "lenient"]
)
async def test_below_its_level_it_is_borne_and_perhaps_written_down(
    portal: Caller, check: str, level: str, code: str, changes: dict[str, Any]
) -> None:
    await portal.reset(str(BELOW[level]))
    assert (await portal.create(a_dossier(**changes)))["error_code"] == "0"
    assert await portal.violations() == ([(check, False)] if check in LOGGED_BELOW else [])


RIGHT: dict[str, dict[str, Any]] = {
    "the example": {},
    "the new form of the agency": {"MaHoSo": "H17.12.01-260305-0007"},
    "eight digits of day, seven of number": {"MaHoSo": "H17.12.01-20260305-0000042"},
    "not yet received": {"TrangThaiHoSo": "1", "NgayTiepNhan": "", "NgayHenTra": ""},
    "refused with a reason": {"TrangThaiHoSo": "3", "NgayTiepNhan": "", "NgayHenTra": "", "GhiChu": "Sai thẩm quyền"},
    "stopped with its letter": {"TrangThaiHoSo": "8", "DanhSachGiayToKetQua": [a_result()]},
    "done with its result": DONE,
    "done without result where there is none": ENDED | {"MaTTHC": "9.000002", "TenTTHC": "Xác nhận thử nghiệm"},
    "the long code of the procedure": {"MaTTHC": "9.000001.000.00.00.H17"},
    "no channel": {"KenhThucHien": None},
    "five minutes ahead": {"NgayKetThucXuLy": "20260320120500"},
    "a summary of 1000 signs": {"TrichYeuHoSo": "x" * 1000},
    "nine digits": {"DinhDanhCHS": [{"LoaiDinhDanh": "2", "SoDinhDanh": "099099001"}]},
    "a tax code": {"LoaiDoiTuong": "2", "SoGiayToChuHoSo": "0100000017"},
    "fees to be paid": {"TrangThaiHoSo": "6"},
    "one of two files reused": {"TaiLieuNop": [a_file(DuocTaiSuDung="1"), a_file(TepDinhKemId="5502")]},
}  # fmt: skip


@pytest.mark.parametrize("changes", RIGHT.values(), ids=RIGHT.keys())
async def test_a_right_dossier_is_taken_by_the_strictest_portal(portal: Caller, changes: dict[str, Any]) -> None:
    assert (await portal.create(a_dossier(**changes)))["error_code"] == "0"
    assert await portal.violations() == []


PROVEN = {
    "accounts": {"MaDoiTuong": "tech-1", "KenhThucHien": "2"},
    "looked_up": {"DSKetNoiCSDL": [{"MaCSDL": "1"}]},
    "papers_fetched_for": {"TaiLieuNop": [a_file(DuocTaiSuDung="1", DuocLayTuKhoDMQG="1")]},
    "paid": {"DuocThanhToanTrucTuyen": "2"},
}


@pytest.mark.parametrize("kind", PROVEN)
async def test_a_claim_that_the_portal_knows_to_be_true_is_taken(portal: Caller, kind: str) -> None:
    known = {"accounts": "tech-1", "paid": CODE}.get(kind, "099099000001")
    await portal.http.put("/_admin/evidence", json={kind: [known]})
    assert (await portal.create(a_dossier(**PROVEN[kind])))["error_code"] == "0"
    assert await portal.violations() == []


async def test_the_profile_oc_asks_for_other_fields(portal: Caller) -> None:
    await portal.http.put("/_admin/config", json={"required_profile": "oc"})
    told = await portal.create(a_dossier(Email=""))
    assert told == {"error_code": "-1", "message": "Thiếu thông tin bắt buộc: Email"}
    assert (await portal.create(a_dossier(SoGiayToChuHoSo="")))["error_code"] == "0"


async def test_a_dossier_is_created_once(portal: Caller) -> None:
    await portal.reset("lenient")
    await portal.create(a_dossier())
    assert await portal.create(a_dossier()) == {"error_code": "3", "message": "Hồ sơ đã tồn tại"}


async def test_an_unknown_dossier_cannot_be_updated(portal: Caller) -> None:
    await portal.reset("lenient")
    assert await portal.update(a_dossier()) == {"error_code": "-1", "message": "Hồ sơ không tồn tại"}


async def test_a_push_without_change_is_noise_and_breaks_no_rule(portal: Caller) -> None:
    await portal.create(a_dossier())
    assert (await portal.update(a_dossier()))["error_code"] == "0"
    assert (await portal.view("metrics"))["noise"] == 1
    seen = await portal.view(f"dossiers/{CODE}")
    assert (seen["pushes"], seen["noise"]) == (2, 1)
    assert await portal.violations() == []


async def test_a_request_for_papers_needs_a_row_before_the_dossier_goes_on(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.update(a_dossier(TrangThaiHoSo="5"))
    told = await portal.update(a_dossier(TrangThaiHoSo="4"))
    assert told["message"] == "Yêu cầu bổ sung chưa có dòng tiến độ nêu lý do"
    await portal.progress(a_row(TrangThai="5", NoiDungXuLy="Thiếu bản chính"))
    assert (await portal.update(a_dossier(TrangThaiHoSo="4")))["error_code"] == "0"


async def test_a_request_for_papers_may_stand_in_the_record(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.update(a_dossier(TrangThaiHoSo="5", DanhSachHoSoBoSung=[{"NoiDungBoSung": "Thiếu bản chính"}]))
    assert (await portal.update(a_dossier(TrangThaiHoSo="4")))["error_code"] == "0"


async def test_a_withdrawn_procedure_takes_no_new_dossier_but_lets_the_old_ones_end(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.http.put("/_admin/catalogue", json={"withdraw": ["9.000001"]})
    assert (await portal.create(a_dossier(MaHoSo=f"{AGENCY}-260305-0008")))["error_code"] == "-1"
    assert (await portal.update(a_dossier(TrangThaiHoSo="4")))["error_code"] == "0"


async def test_a_former_name_is_good_for_dossiers_already_there(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.http.put("/_admin/catalogue", json={"rename": {"9.000001": "Cấp bản sao mới"}})
    assert (await portal.update(a_dossier(TrangThaiHoSo="4")))["error_code"] == "0"
    other = a_dossier(MaHoSo=f"{AGENCY}-260305-0008")
    assert (await portal.create(other))["error_code"] == "-1"
    assert (await portal.create(other | {"TenTTHC": "Cấp bản sao mới"}))["error_code"] == "0"


@pytest.mark.parametrize("link", ["/files/1", "ftp://127.0.0.1/1", "http://10.0.0.9/1", "http://[bad/1"])
async def test_a_link_that_cannot_be_followed_is_written_down(portal: Caller, link: str) -> None:
    assert (await portal.create(a_dossier(TaiLieuNop=[a_file(DuongDanTaiTepTin=link)])))["error_code"] == "0"
    assert await portal.violations() == [("V19", False)]


async def test_of_two_dossiers_in_one_call_none_is_kept_if_one_is_wrong(portal: Caller) -> None:
    told = await portal.create(a_dossier(), a_dossier(MaHoSo=f"{AGENCY}-260305-0008", HinhThuc="2"))
    assert told["error_code"] == "-1"
    assert await portal.view("dossiers") == []
