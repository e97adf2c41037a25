"""A caller of the stand-in, over ASGI, that speaks all three ways; and right things to send. People are made up."""

from typing import Any

import httpx2
from fastapi import FastAPI

AGENCY = "000.01.12.H17"
CODE = "000.01.12.H17-260305-0007"
NOW = "2026-03-20T12:00:00+07:00"
RESULT = "KQ.G99.000001"
MAPI = "/XrdAdapter/RestService/forward/mapi"
PASSWORD = "standin-password"
RELAY_KEY = {"X-Relay-Key": "standin-relay-key"}


def a_file(**changes: Any) -> dict[str, Any]:
    return {
        "TepDinhKemId": "5501",
        "TenTepDinhKem": "to-khai.pdf",
        "IsDeleted": "False",
        "MaThanhPhanHoSo": "000.00.00.G99-KQ000001",
        "DuongDanTaiTepTin": "http://127.0.0.1/p/files/5501?sig=demo",
        "DuocSoHoa": "1",
        "DuocTaiSuDung": "0",
        "DuocLayTuKhoDMQG": "0",
        "MaKetQuaThayThe": "",
    } | changes


def a_result(**changes: Any) -> dict[str, Any]:
    return {
        "TenGiayTo": "Bản sao",
        "MaThanhPhanHoSo": "",
        "GiayToId": "77",
        "DuongDanTepTinKetQua": "http://127.0.0.1/p/results/77",
        "MaGiayToKetQua": RESULT,
    } | changes


def a_fee(**changes: Any) -> dict[str, Any]:
    fee = {"TenPhiLePhi": "Lệ phí", "MaPhiLePhi": "1", "HinhThucThu": "1", "Gia": "8000", "LoaiPhiLePhi": "1"}
    return fee | changes


def a_dossier(**changes: Any) -> dict[str, Any]:
    """Right at every level: received at the counter, not yet worked on."""
    return {
        "MaHoSo": CODE,
        "MaTTHC": "9.000001",
        "TenTTHC": "Cấp bản sao thử nghiệm",
        "MaLinhVuc": "G99-HT01",
        "TenLinhVuc": "Lĩnh vực thử nghiệm",
        "KenhThucHien": "1",
        "NoiNopHoSo": "2",
        "ChuHoSo": "Trần Văn Mẫu",
        "LoaiDoiTuong": "1",
        "MaDoiTuong": "",
        "SoGiayToChuHoSo": "099099000001",
        "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "099099000001"}],
        "Email": "mau@example.vn",
        "Fax": "",
        "SoDienThoai": "0900000001",
        "ThongTinKhac": "",
        "TrichYeuHoSo": "Đề nghị cấp bản sao",
        "NgayNopHoSo": "20260305081200",
        "NgayTiepNhan": "20260305081500",
        "NgayHenTra": "20260310170000",
        "NgayTuChoi": "",
        "TrangThaiHoSo": "2",
        "NgayKetThucXuLy": "",
        "NgayTra": "",
        "ThongTinTra": "",
        "HinhThuc": "0",
        "DonViXuLy": "UBND phường Thử Nghiệm",
        "GhiChu": "",
        "HoSoCoThanhPhanSoHoa": "1",
        "TaiKhoanDuocXacThucVoiVNeID": "0",
        "DuocThanhToanTrucTuyen": "0",
        "DSKetNoiCSDL": [],
        "TaiLieuNop": [a_file()],
        "DanhSachLePhi": [a_fee()],
        "DanhSachTepDinhKemKhac": [],
        "DanhSachHoSoBoSung": [],
        "DanhSachGiayToKetQua": [],
    } | changes


def a_row(**changes: Any) -> dict[str, Any]:
    return {
        "MaHoSo": CODE,
        "NguoiXuLy": "Lê Thị Mẫu",
        "ChucDanh": "Chuyên viên",
        "ThoiDiemXuLy": "20260306093000",
        "PhongBanXuLy": "Bộ phận Tư pháp",
        "NoiDungXuLy": "Thẩm định hồ sơ",
        "TrangThai": "4",
        "NgayBatDau": "20260305081500",
        "NgayKetThucTheoQuyDinh": "20260309170000",
    } | changes


class Caller:
    """`say` gives the parsed body of generation A's answer."""

    def __init__(self, app: FastAPI) -> None:
        self.http = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://standin")
        self.session = ""
        self.token = ""

    async def reset(self, level: str = "strict", now: str = NOW) -> None:
        await self.http.post("/_admin/reset", json={"level": level, "now": now})
        self.session = (await self.log_in())["session"]

    async def log_in(self, password: str = PASSWORD, dstcode: str = "VN:GOV:TEST") -> Any:
        body = {"username": "h17.motcua", "password": password}
        return (await self.http.post(f"{MAPI}/login", json=body, headers={"dstcode": dstcode})).json()

    async def raw(self, service: str, **body: Any) -> httpx2.Response:
        sent = {"session": self.session, "madonvi": "000.00.00.H17", "service": service} | body
        return await self.http.post(f"{MAPI}/g", json=sent)

    async def say(self, service: str, **body: Any) -> Any:
        return (await self.raw(service, **body)).json()

    async def create(self, *dossiers: dict[str, Any]) -> Any:
        return await self.say("DongBoHoSoMC", isUpdating="False", data=list(dossiers))

    async def update(self, *dossiers: dict[str, Any]) -> Any:
        return await self.say("DongBoHoSoMC", isUpdating="True", data=list(dossiers))

    async def progress(self, *rows: dict[str, Any]) -> Any:
        return await self.say("CapNhatTienDoHoSoMC", data=list(rows))

    async def fault(self, name: str, **more: Any) -> None:
        (await self.http.post("/_admin/faults", json={"fault": name} | more)).raise_for_status()

    async def view(self, path: str, **query: Any) -> Any:
        answer = await self.http.get(f"/_admin/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def violations(self) -> list[tuple[str, bool]]:
        """(check, rejected), in order."""
        return [(each["check"], each["rejected"]) for each in await self.view("violations")]

    async def b(self, method: str, path: str, body: Any = None, **more: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        return await self.http.request(method, f"/b/{path}", json=body, headers=headers, **more)


def province(request: httpx2.Request) -> httpx2.Response:
    """The host where the province publishes its files."""
    known = {
        "/a.pdf": (b"%PDF", "application/pdf"),
        "/b.pdf": (b"%PDF other", "application/pdf"),
        "/empty.pdf": (b"", "application/pdf"),
        "/page.pdf": (b"<html>", "text/html; charset=utf-8"),
    }
    if request.url.path == "/away.pdf":
        raise httpx2.ConnectError("nobody there")
    content, kind = known.get(request.url.path, (b"", ""))
    return httpx2.Response(200 if kind else 404, content=content, headers={"content-type": kind})
