"""V24: what only generation B asks for (token, rights, files, issued codes), and its own numbers and lists."""

from services.portal_standin.checks.seen import CodeSeen, FileSeen, RecordSeen, RowSeen, TokenSeen
from services.portal_standin.domain.agency_code import is_within
from services.portal_standin.domain.complaint import Complaint
from services.portal_standin.domain.generation_b import objects

_LISTS_COME_WITH = frozenset({"5", "6", "9"})


def token_is_good(seen: TokenSeen) -> Complaint | None:
    """V24."""
    if seen.token is None or seen.token.until <= seen.now:
        return Complaint("Token không hợp lệ hoặc đã hết hạn", "Authorization", "-2", 401)
    return None


def token_covers_the_agency(seen: TokenSeen) -> Complaint | None:
    """V24; a call that names no agency is the matter of the other checks."""
    if seen.token is not None and seen.agency and not is_within(seen.agency, seen.token.roots):
        return Complaint(f"Không có quyền với đơn vị {seen.agency}", "MaDonViTiepNhan", "-4", 403)
    return None


def file_was_uploaded_unchanged(seen: FileSeen) -> Complaint | None:
    """V24."""
    if seen.upload is None:
        return Complaint("Tệp tin không tồn tại", "IdGiayTo")
    if seen.hash is not None and seen.hash != seen.upload.hash:
        return Complaint("HashTepTin không khớp tệp đã tải lên", "HashTepTin")
    return None


def code_was_issued_and_is_unused(seen: CodeSeen) -> Complaint | None:
    """V24."""
    return None if seen.is_unused else Complaint("Mã hồ sơ không do Cổng cấp hoặc đã dùng", "MaHoSo")


def numbers_of_record_are_numbers(seen: RecordSeen) -> Complaint | None:
    """V06, the other way round."""
    return _not_a_number(seen.record.get("LoaiDoiTuong"), "LoaiDoiTuong")


def status_is_a_number(seen: RowSeen) -> Complaint | None:
    """V06, the other way round; for progress rows and for statuses."""
    return _not_a_number(seen.row.get("TrangThai"), "TrangThai")


def _not_a_number(value: object, field: str) -> Complaint | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return None
    return Complaint(f"{field} phải là số nguyên", field)


def codes_are_in_the_lists_of_b(seen: RecordSeen) -> Complaint | None:
    """V09: other numbers than generation A's."""
    if (value := seen.text("LoaiDoiTuong")) and value not in ("0", "1", "2"):
        return Complaint(f"LoaiDoiTuong không nằm trong danh mục: {value[:20]}", "LoaiDoiTuong")
    for part in seen.rows("ThanhPhanHoSo"):
        if str(part.get("LoaiBan", "0")) not in ("0", "1", "2"):
            return Complaint("LoaiBan không nằm trong danh mục", "LoaiBan")
    return None


def lists_come_with_their_statuses(seen: RowSeen) -> Complaint | None:
    """V09: fees and results only with 5, 6 and 9."""
    if seen.text("TrangThai") in _LISTS_COME_WITH:
        return None
    for field in ("DanhSachLePhi", "DanhSachGiayToKetQua"):
        if objects(seen.row.get(field)):
            return Complaint(f"{field} chỉ gửi cùng trạng thái 5, 6, 9", field)
    return None


def status_names_its_dossier(seen: RowSeen) -> Complaint | None:
    """V05 for statuses."""
    for field in ("IdHoSo", "MaHoSo", "TrangThai"):
        if not seen.text(field):
            return Complaint(f"Thiếu thông tin bắt buộc: {field}", field)
    return None
