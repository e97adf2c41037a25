"""What generation B sends, read into the names and texts of generation A: one way to keep and judge dossiers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.portal_standin.domain.wire_time import write_time
from shared.worktime.legal_day import LEGAL_ZONE

_RECORD, _PROGRESS = "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f"


def read_record(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent stays in it under its own names; a time in no known format stays as it is and is refused."""
    received = _time(sent.get("NgayTiepNhan"), _RECORD)
    return {
        **sent,
        "NgayNopHoSo": _time(sent.get("NgayNop"), _RECORD),
        "NgayTiepNhan": received,
        "TrangThaiHoSo": "2" if received else "1",
        "DonViXuLy": str(sent.get("MaDonViTiepNhan") or ""),
        "TaiLieuNop": [
            {"MaThanhPhanHoSo": part.get("MaThanhPhanHoSo"), "DuongDanTaiTepTin": file.get("IdGiayTo")}
            for part, file in attached(sent)
        ],
        "DinhDanhCHS": _identity(sent),
    }


def attached(sent: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every file beside the component it is for."""
    return [(part, file) for part in objects(sent.get("ThanhPhanHoSo")) for file in objects(part.get("GiayToDinhKem"))]


def objects(listed: object) -> Sequence[Mapping[str, Any]]:
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _identity(sent: Mapping[str, Any]) -> list[dict[str, str]]:
    filer = sent.get("ThongTinNguoiNop")
    details = filer.get("ThongTinChiTiet") if isinstance(filer, dict) else None
    number = str(details.get("SoDinhDanhChuHs") or details.get("SoDinhDanh") or "") if isinstance(details, dict) else ""
    kind = {12: "1", 9: "2"}.get(len(number))
    return [{"LoaiDinhDanh": kind, "SoDinhDanh": number}] if kind else []


def read_row(sent: Mapping[str, Any]) -> dict[str, Any]:
    """A progress row; its time has thousandths, which generation A has not."""
    return {
        **sent,
        "ThoiDiemXuLy": _time(sent.get("ThoiDiemXuLy"), _PROGRESS),
        "NgayBatDau": _time(sent.get("NgayBatDau"), _PROGRESS),
        "NgayKetThucTheoQuyDinh": _time(sent.get("NgayKetThucTheoQuyDinh"), _PROGRESS),
        "TrangThai": str(sent.get("TrangThai", "")),
    }


def read_status(sent: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """The record as it is after a status: with the fees and results that came with it, and its reason."""
    status = str(sent.get("TrangThai", ""))
    reason = str(sent.get("NoiDungYKien") or sent.get("NoiDungXuLy") or "")
    after: dict[str, Any] = {**record, "TrangThaiHoSo": status}
    if status in ("3", "8"):
        after["GhiChu"] = reason
    if status == "5" and reason:
        after["DanhSachHoSoBoSung"] = [{"NoiDungBoSung": reason}]
    if "DanhSachLePhi" in sent:
        after["DanhSachLePhi"] = sent["DanhSachLePhi"]
    if "DanhSachGiayToKetQua" in sent:
        after["DanhSachGiayToKetQua"] = [
            {**each, "MaGiayToKetQua": each.get("MaKetQua"), "DuongDanTepTinKetQua": each.get("IdTepTin")}
            for each in objects(sent["DanhSachGiayToKetQua"])
        ]
    return after


def _time(told: object, form: str) -> str:
    text = str(told or "")
    try:
        return write_time(datetime.strptime(text, form).replace(tzinfo=LEGAL_ZONE))
    except ValueError:
        return text
