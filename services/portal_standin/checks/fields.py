"""V05, V06, V09, V11: fields that must be filled, their types, code lists and lengths."""

from collections.abc import Mapping
from typing import Any

from services.portal_standin.checks.seen import RecordSeen, RowSeen
from services.portal_standin.domain.complaint import Complaint
from services.portal_standin.domain.transitions import STATUSES

_ALWAYS = (
    "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc",
    "LoaiDoiTuong", "TrangThaiHoSo", "HinhThuc", "DonViXuLy",
)  # fmt: skip
REQUIRED = {
    "oc": (*_ALWAYS, "Email", "SoDienThoai", "TrichYeuHoSo"),
    "th766": (
        *_ALWAYS, "SoGiayToChuHoSo", "DinhDanhCHS", "NgayNopHoSo", "NoiNopHoSo", "HoSoCoThanhPhanSoHoa",
        "TaiKhoanDuocXacThucVoiVNeID", "DuocThanhToanTrucTuyen",
    ),
    "gen_b": (
        "MaHoSo", "MaTTHC", "ChuHoSo", "LoaiDoiTuong", "MaDonViTiepNhan", "NgayNop", "ThongTinNguoiNop",
    ),
}  # fmt: skip
REQUIRED_OF_ROW = ("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai")
_PRESENT = {"oc": ("NgayHenTra",), "th766": ("DSKetNoiCSDL",), "gen_b": ("ThanhPhanHoSo",)}
_NOT_YET_RECEIVED = frozenset({"1", "3"})

_FLAGS = frozenset({"0", "1"})
CODE_LISTS: dict[str, frozenset[str]] = {
    "TrangThaiHoSo": STATUSES,
    "KenhThucHien": frozenset("123"),
    "HinhThuc": _FLAGS,
    "LoaiDoiTuong": frozenset("1234"),
    "NoiNopHoSo": frozenset("12"),
    "HoSoCoThanhPhanSoHoa": _FLAGS,
    "TaiKhoanDuocXacThucVoiVNeID": _FLAGS,
    "DuocThanhToanTrucTuyen": frozenset("0123"),
}
CODE_LISTS_OF_FILE = {
    "IsDeleted": frozenset({"True", "False", "0", "1"}),
    "DuocSoHoa": _FLAGS,
    "DuocTaiSuDung": frozenset("012"),
    "DuocLayTuKhoDMQG": _FLAGS,
}
LONGEST = {"TrichYeuHoSo": 1000, "GhiChu": 2000}
LONGEST_INSIDE = {"TaiLieuNop": ("TenTepDinhKem", 4000), "DanhSachGiayToKetQua": ("TenGiayTo", 2000)}
LONGEST_OF_ROW = {"NguoiXuLy": 50}


def required_fields_are_filled(seen: RecordSeen) -> Complaint | None:
    """V05: by the profile in force; who refused or has not yet received a dossier has no time of reception."""
    fields = REQUIRED[seen.profile]
    if seen.status not in _NOT_YET_RECEIVED:
        fields = (*fields, "NgayTiepNhan")
    if seen.profile == "th766" and seen.text("KenhThucHien") == "2":
        fields = (*fields, "MaDoiTuong")
    for field in fields:
        if seen.record.get(field) in (None, "", []):
            return Complaint(f"Thiếu thông tin bắt buộc: {field}", field)
    missing = next((field for field in _PRESENT[seen.profile] if field not in seen.record), None)
    return Complaint(f"Thiếu thông tin bắt buộc: {missing}", missing) if missing else None


def required_fields_of_row_are_filled(seen: RowSeen) -> Complaint | None:
    """V05 for progress rows."""
    for field in REQUIRED_OF_ROW:
        if not seen.text(field).strip():
            return Complaint(f"Thiếu thông tin bắt buộc: {field}", field)
    return None


def scalars_are_texts(seen: RecordSeen) -> Complaint | None:
    """V06: numbers and truths travel as texts in generation A, inside the lists too (but HoSoBoSungId)."""
    field = _not_text(seen.record)
    return Complaint(f"{field} phải là chuỗi ký tự", field) if field else None


def scalars_of_row_are_texts(seen: RowSeen) -> Complaint | None:
    """V06 for progress rows."""
    field = _not_text(seen.row)
    return Complaint(f"{field} phải là chuỗi ký tự", field) if field else None


def _not_text(record: Mapping[str, Any]) -> str:
    for field, value in record.items():
        inner = value if isinstance(value, list) else ()
        found = next((wrong for each in inner if isinstance(each, dict) and (wrong := _not_text(each))), "")
        if found:
            return found
        if not isinstance(value, str | list | None) and field != "HoSoBoSungId":
            return field
    return ""


def codes_are_in_their_lists(seen: RecordSeen) -> Complaint | None:
    """V09; a blank or missing one is the matter of V05."""
    for field, allowed in CODE_LISTS.items():
        if (value := seen.text(field)) and value not in allowed:
            return Complaint(f"{field} không nằm trong danh mục: {value[:20]}", field)
    for file in seen.rows("TaiLieuNop"):
        for field, allowed in CODE_LISTS_OF_FILE.items():
            if (value := str(file.get(field) or "")) and value not in allowed:
                return Complaint(f"{field} không nằm trong danh mục: {value[:20]}", field)
    return None


def status_of_row_is_in_its_list(seen: RowSeen) -> Complaint | None:
    """V09 for progress rows."""
    if (status := seen.text("TrangThai")) and status not in STATUSES:
        return Complaint(f"TrangThai không nằm trong danh mục: {status[:20]}", "TrangThai")
    return None


def texts_are_short_enough(seen: RecordSeen) -> Complaint | None:
    """V11, in signs."""
    for field, longest in LONGEST.items():
        if len(seen.text(field)) > longest:
            return Complaint(f"{field} dài quá {longest} ký tự", field)
    for listed, (field, longest) in LONGEST_INSIDE.items():
        if any(len(str(each.get(field) or "")) > longest for each in seen.rows(listed)):
            return Complaint(f"{field} dài quá {longest} ký tự", field)
    return None


def texts_of_row_are_short_enough(seen: RowSeen) -> Complaint | None:
    """V11 for progress rows."""
    for field, longest in LONGEST_OF_ROW.items():
        if len(seen.text(field)) > longest:
            return Complaint(f"{field} dài quá {longest} ký tự", field)
    return None
