"""V24: what only generation B asks for: token, rights, uploaded files, codes it issued; and its numbers (V06)."""

from services.portal_standin.checks.seen import CodeSeen, FileSeen, RecordSeen, RowSeen, TokenSeen
from services.portal_standin.domain.agency_code import is_within
from services.portal_standin.domain.complaint import Complaint


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
    if seen.hash != seen.upload.hash:
        return Complaint("HashTepTin không khớp tệp đã tải lên", "HashTepTin")
    return None


def code_was_issued_and_is_unused(seen: CodeSeen) -> Complaint | None:
    """V24."""
    return None if seen.is_unused else Complaint("Mã hồ sơ không do Cổng cấp hoặc đã dùng", "MaHoSo")


def applicant_kind_is_a_number(seen: RecordSeen) -> Complaint | None:
    """V06, the other way round."""
    value = seen.record.get("LoaiDoiTuong")
    if not isinstance(value, int) or isinstance(value, bool):
        return Complaint("LoaiDoiTuong phải là số nguyên", "LoaiDoiTuong")
    return None


def status_of_row_is_a_number(seen: RowSeen) -> Complaint | None:
    """V06, the other way round."""
    value = seen.row.get("TrangThai")
    if not isinstance(value, int) or isinstance(value, bool):
        return Complaint("TrangThai phải là số nguyên", "TrangThai")
    return None
