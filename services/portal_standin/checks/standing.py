"""V12 to V14, V16, V25: the dossier as the portal already has it, and the way it goes."""

from services.portal_standin.checks.seen import RecordSeen, RowSeen
from services.portal_standin.domain.complaint import Complaint
from services.portal_standin.domain.transitions import is_correction, may_go

MOST_ROWS = 10


def new_dossier_is_new(seen: RecordSeen) -> Complaint | None:
    """V12."""
    if not seen.updates and seen.known is not None:
        return Complaint("Hồ sơ đã tồn tại", "MaHoSo", "3")
    return None


def updated_dossier_is_known(seen: RecordSeen) -> Complaint | None:
    """V13."""
    if seen.updates and seen.known is None:
        return Complaint("Hồ sơ không tồn tại", "MaHoSo")
    return None


def progress_is_of_a_known_dossier(seen: RowSeen) -> Complaint | None:
    """V14, its first half."""
    return Complaint("Hồ sơ không tồn tại", "MaHoSo") if seen.dossier is None else None


def progress_comes_in_small_calls(seen: RowSeen) -> Complaint | None:
    """V14, its second half."""
    return Complaint(f"Quá {MOST_ROWS} dòng tiến độ một lần gọi", "data") if seen.rows_in_call > MOST_ROWS else None


def status_may_follow(seen: RecordSeen) -> Complaint | None:
    """V16 for records."""
    return _may_follow(seen.known.status if seen.known else "", seen.status, "TrangThaiHoSo")


def status_of_row_may_follow(seen: RowSeen) -> Complaint | None:
    """V16 for progress rows: they have a chain of their own, for they may come after the newest record."""
    return _may_follow(seen.status_before, seen.text("TrangThai"), "TrangThai")


def _may_follow(before: str, after: str, field: str) -> Complaint | None:
    if not before or may_go(before, after) or is_correction(before, after):
        return None
    return Complaint(f"Không thể cập nhật lên trạng thái {after} từ {before}", field, "01")


def correction_is_written_down(seen: RecordSeen) -> Complaint | None:
    """V16: out of a finished dossier is borne as a correction."""
    before = seen.known.status if seen.known else ""
    if before and is_correction(before, seen.status):
        return Complaint(f"Đính chính trạng thái {before} thành {seen.status}", "TrangThaiHoSo")
    return None


def correction_by_row_is_written_down(seen: RowSeen) -> Complaint | None:
    """V16 for progress rows."""
    if (before := seen.status_before) and is_correction(before, seen.text("TrangThai")):
        return Complaint(f"Đính chính trạng thái {before} thành {seen.text('TrangThai')}", "TrangThai")
    return None


def record_has_changed(seen: RecordSeen) -> Complaint | None:
    """V25: accepted all the same and counted as noise."""
    if seen.known is not None and seen.known.record == seen.record:
        return Complaint("Gửi lại hồ sơ không có thay đổi", "MaHoSo")
    return None
