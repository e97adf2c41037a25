"""Generation B: token, issued codes, uploaded files, dossiers, progress, statuses."""

from hashlib import sha256
from typing import Any

import pytest

from tests.portal_standin.caller import Caller

UNIT = "H17.12.01"
SECRET = "standin-secret"
CONTENT = b"%PDF-1.7 to khai"


async def enter(portal: Caller, secret: str = SECRET) -> Any:
    told = (await portal.b("POST", "oauth2/token", {"client_id": "h17-motcua", "client_secret": secret})).json()
    portal.token = (told["data"] or {}).get("access_token", "")
    return told


async def next_code(portal: Caller) -> str:
    return str((await portal.b("GET", f"ma-ho-so/GetNextValue?code={UNIT}")).json()["data"]["value"])


async def upload(portal: Caller) -> dict[str, str]:
    told = (await portal.b("POST", "tep-tin", files={"files": ("to-khai.pdf", CONTENT)})).json()
    file: dict[str, str] = told["data"][0]["response"]["data"][0]
    return file


def a_dossier_b(code: str, file: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    paper = {"IdGiayTo": file["IdTepTin"], "HashTepTin": file["HashTepTin"]} if file else {}
    attached = [paper | {"MaKetQua": "", "TenGiayTo": "Tờ khai"}] if file else []
    part = {"MaThanhPhanHoSo": "000.00.00.G99-KQ000001", "TenThanhPhanHoSo": "Tờ khai", "SoLuong": 1, "LoaiBan": 2}
    filer = {"TenNguoiNop": "Trần Văn Mẫu", "SoDinhDanh": "099099000001", "SoDienThoai": "0900000001"}
    return {
        "MaHoSo": code,
        "MaTTHC": "9.000001",
        "MaDichVuCong": "9.000001.01",
        "ChuHoSo": "Trần Văn Mẫu",
        "LoaiDoiTuong": 0,
        "MaDonViTiepNhan": UNIT,
        "NgayNop": "2026-03-20 09:00:00",
        "NgayTiepNhan": "2026-03-20 09:30:00",
        "EformThongTinChiTiet": {},
        "ThanhPhanHoSo": [part | {"GiayToDinhKem": attached}],
        "ThongTinNguoiNop": {"LoaiDoiTuong": 0, "IdDoiTuong": "", "ThongTinChiTiet": filer},
    } | changes


def a_row_b(code: str, **changes: Any) -> dict[str, Any]:
    return {
        "IDHoSo": f"hs-{code}",
        "MaHoSo": code,
        "NguoiXuLy": "Lê Thị Mẫu",
        "ChucDanh": "Chuyên viên",
        "ThoiDiemXuLy": "2026-03-20T10:00:00.000",
        "PhongBanXuLy": "Bộ phận Tư pháp",
        "NoiDungXuLy": "Thẩm định hồ sơ",
        "TrangThai": 4,
    } | changes


def a_status(code: str, status: Any, **changes: Any) -> dict[str, Any]:
    return {
        "IdHoSo": f"hs-{code}",
        "MaHoSo": code,
        "TrangThai": status,
        "NoiDungYKien": "",
        "PhongBanXuLy": "Bộ phận Tư pháp",
        "NoiDungXuLy": "",
    } | changes


@pytest.fixture
async def client(portal: Caller) -> Caller:
    await enter(portal)
    return portal


@pytest.fixture
async def code(client: Caller) -> str:
    """Of a dossier that was created."""
    value = await next_code(client)
    answer = await client.b("POST", "ho-so", a_dossier_b(value, await upload(client)))
    assert answer.json()["data"] == {"idHoSo": f"hs-{value}", "maHoSo": value}
    return value


async def test_a_token_lasts_an_hour_and_a_wrong_secret_gives_none(portal: Caller) -> None:
    told = await enter(portal)
    assert (told["code"], told["data"]["token_type"], told["data"]["expires_in"]) == (200, "Bearer", 3600)
    assert (await portal.b("GET", "thu-tuc")).status_code == 200
    await portal.http.put("/_admin/clock", json={"now": "2026-03-20T13:00:00+07:00"})
    late = await portal.b("GET", "thu-tuc")
    assert (late.status_code, late.json()["code"]) == (401, 401)
    assert (await enter(portal, "x"))["code"] == 401
    assert {check for check, _ in await portal.violations()} == {"V24"}


async def test_codes_are_issued_one_after_another(client: Caller) -> None:
    assert [await next_code(client) for _ in range(2)] == [f"{UNIT}-20260320-0000001", f"{UNIT}-20260320-0000002"]


async def test_no_code_is_issued_for_an_agency_of_others(client: Caller) -> None:
    assert (await client.b("GET", "ma-ho-so/GetNextValue?code=H18.01")).status_code == 403
    assert (await client.b("GET", "ma-ho-so/GetNextValue")).status_code == 400


async def test_an_upload_gives_id_and_hash(client: Caller) -> None:
    assert (await upload(client))["HashTepTin"] == sha256(CONTENT).hexdigest()
    assert (await client.b("POST", "tep-tin", {})).status_code == 400


async def test_a_created_dossier_is_found_and_kept_as_the_portal_reads_it(client: Caller, code: str) -> None:
    found = (await client.b("GET", f"ho-so/{code}")).json()["data"]
    assert (found["maHoSo"], found["TrangThai"], found["TienTrinh"]) == (code, 2, [])
    seen = await client.view(f"dossiers/{code}")
    assert (seen["created_by"], seen["record"]["NgayTiepNhan"]) == ("gen_b", "20260320093000")
    assert await client.violations() == []


async def test_a_code_is_used_once_and_only_if_it_was_issued(client: Caller, code: str) -> None:
    again = await client.b("POST", "ho-so", a_dossier_b(code))
    assert (again.status_code, again.json()["message"]) == (400, "Hồ sơ đã tồn tại")
    own = await client.b("POST", "ho-so", a_dossier_b(f"{UNIT}-20260320-0009999"))
    assert (own.status_code, own.json()["message"]) == (400, "Mã hồ sơ không do Cổng cấp hoặc đã dùng")


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        ("V05", {"ChuHoSo": ""}),
        ("V05", {"NgayNop": ""}),
        ("V06", {"LoaiDoiTuong": "0"}),
        ("V06", {"LoaiDoiTuong": True}),
        ("V07", {"MaHoSo": "HS-1"}),
        ("V07", {"NgayTiepNhan": "2026-03-19 09:30:00", "NgayNop": "2026-03-19 09:00:00"}),
        ("V08", {"MaTTHC": "9.999999"}),
        ("V09", {"LoaiDoiTuong": 3}),
        ("V09", {"ThanhPhanHoSo": [{"LoaiBan": 3}]}),
        ("V10", {"NgayTiepNhan": "202603200930"}),
        ("V10", {"NgayTiepNhan": "2026-03-20T09:30:00"}),
        ("V10", {"NgayTiepNhan": "2026-03-20 12:06:00"}),
        ("V24", {"ThanhPhanHoSo": [{"GiayToDinhKem": [{"IdGiayTo": "none", "HashTepTin": "x"}]}]}),
    ],
)
async def test_a_wrong_dossier_is_refused(client: Caller, check: str, changes: dict[str, Any]) -> None:
    value = await next_code(client)
    answer = await client.b("POST", "ho-so", a_dossier_b(value, **changes))
    assert (answer.status_code, answer.json()["code"]) == (400, 400)
    assert await client.violations() == [(check, True)]
    assert await client.view("dossiers") == []


async def test_a_file_that_changed_after_its_upload_is_refused(client: Caller) -> None:
    file = await upload(client)
    answer = await client.b("POST", "ho-so", a_dossier_b(await next_code(client), file | {"HashTepTin": "0" * 64}))
    assert answer.json()["message"] == "HashTepTin không khớp tệp đã tải lên"


async def test_an_agency_of_others_is_refused(client: Caller) -> None:
    answer = await client.b("POST", "ho-so", a_dossier_b(await next_code(client), MaDonViTiepNhan="H18.01"))
    assert answer.status_code == 403


async def test_an_update_keeps_what_the_statuses_brought(client: Caller, code: str) -> None:
    await client.b("POST", "ho-so/trang-thai", [a_status(code, 4)])
    assert (await client.b("PUT", f"ho-so/{code}", a_dossier_b(code, ChuHoSo="Trần Thị Mẫu"))).status_code == 200
    seen = await client.view(f"dossiers/{code}")
    assert (seen["status"], seen["record"]["ChuHoSo"]) == ("4", "Trần Thị Mẫu")


async def test_an_unknown_dossier_is_not_found(client: Caller) -> None:
    unknown = f"{UNIT}-20260320-0009999"
    for method, body in (("GET", None), ("PUT", a_dossier_b(unknown))):
        answer = await client.b(method, f"ho-so/{unknown}", body)
        assert (answer.status_code, answer.json()["message"]) == (404, "Hồ sơ không tồn tại")


async def test_progress_is_appended_and_repeats_are_marked(client: Caller, code: str) -> None:
    for _ in range(2):
        assert (await client.b("POST", "ho-so/tien-trinh", [a_row_b(code)])).status_code == 200
    rows = (await client.view(f"dossiers/{code}"))["progress"]
    assert [(row["TrangThai"], row["ThoiDiemXuLy"], row["duplicate"]) for row in rows] == [
        ("4", "20260320100000", False),
        ("4", "20260320100000", True),
    ]
    assert len((await client.b("GET", f"ho-so/{code}")).json()["data"]["TienTrinh"]) == 2


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        ("V05", {"NoiDungXuLy": ""}),
        ("V06", {"TrangThai": "4"}),
        ("V09", {"TrangThai": 11}),
        ("V10", {"ThoiDiemXuLy": "2026-03-20 10:00:00"}),
        ("V14", {"MaHoSo": f"{UNIT}-20260320-0009999"}),
        ("V15", {"ThoiDiemXuLy": "2026-03-20T09:29:59.000"}),
    ],
)
async def test_a_wrong_row_is_refused(client: Caller, code: str, check: str, changes: dict[str, Any]) -> None:
    answer = await client.b("POST", "ho-so/tien-trinh", [a_row_b(code, **changes)])
    assert answer.status_code == 400
    assert await client.violations() == [(check, True)]


async def test_a_dossier_goes_through_its_statuses_to_its_result(client: Caller, code: str) -> None:
    result = {"MaKetQua": "KQ.G99.000001", "TenGiayTo": "Bản sao", "IdTepTin": (await upload(client))["IdTepTin"]}
    for sent in (
        a_status(code, 4),
        a_status(code, 5, NoiDungYKien="Thiếu bản chính"),
        a_status(code, 4),
        a_status(code, 6, DanhSachLePhi=[{"TenPhiLePhi": "Lệ phí", "Gia": 8000}]),
        a_status(code, 4),
        a_status(code, 9, DanhSachGiayToKetQua=[result]),
        a_status(code, 10),
    ):
        assert (await client.b("POST", "ho-so/trang-thai", [sent])).json()["message"] == "Thành công"
    assert (await client.view(f"dossiers/{code}"))["statuses"] == ["2", "4", "5", "4", "6", "4", "9", "10"]
    assert await client.violations() == []


@pytest.mark.parametrize(
    ("check", "status", "changes"),
    [
        ("V05", 4, {"IdHoSo": ""}),
        ("V06", "4", {}),
        ("V09", 11, {}),
        ("V09", 4, {"DanhSachLePhi": [{"Gia": 1}]}),
        ("V14", 4, {"MaHoSo": f"{UNIT}-20260320-0009999"}),
        ("V16", 10, {}),
        ("V17", 9, {}),
        ("V18", 6, {}),
        ("V18", 8, {}),
        ("V24", 9, {"DanhSachGiayToKetQua": [{"MaKetQua": "KQ.G99.000001", "IdTepTin": "none"}]}),
    ],
)
async def test_a_wrong_status_is_refused(
    client: Caller, code: str, check: str, status: Any, changes: dict[str, Any]
) -> None:
    answer = await client.b("POST", "ho-so/trang-thai", [a_status(code, status, **changes)])
    assert answer.status_code == 400
    assert await client.violations() == [(check, True)]
    assert (await client.view(f"dossiers/{code}"))["statuses"] == ["2"]


async def test_procedures_are_told(client: Caller) -> None:
    listed = (await client.b("GET", "thu-tuc")).json()["data"]
    assert {"MATTHC": "9.000001", "TENTTHC": "Cấp bản sao thử nghiệm"} in listed
    assert (await client.b("GET", "thu-tuc/9.000001")).json()["data"]["KETQUATHUCHIEN"][0][
        "MAKETQUA"
    ] == "KQ.G99.000001"
    assert (await client.b("GET", "thu-tuc/9.999999")).status_code == 404


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ("session_expired", 401, 401),
        ("wrong_agency", 403, 403),
        ("bad_gateway", 502, None),
        ("failure_text", 200, "200"),
    ],
)
async def test_faults_speak_generation_b(client: Caller, fault: str, status: int, code: Any) -> None:
    await client.fault(fault, count=1, service="thu-tuc")
    answer = await client.b("GET", "thu-tuc")
    assert answer.status_code == status
    assert code is None or answer.json()["code"] == code
    assert (await client.b("GET", "thu-tuc")).status_code == (401 if fault == "session_expired" else 200)
