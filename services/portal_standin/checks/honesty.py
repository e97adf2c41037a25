"""V20 to V22: people who exist, and claims the portal itself can see to be untrue."""

from services.portal_standin.checks.seen import RecordSeen
from services.portal_standin.domain.complaint import Complaint

_LENGTH_OF_KIND = {"1": 12, "2": 9}
_PAID_ONLINE = frozenset({"1", "2"})
_REUSED = frozenset({"1", "2"})


def identity_is_real(seen: RecordSeen) -> Complaint | None:
    """V20: twelve digits are kind 1, nine are kind 2; numbers made up to fill the field are refused."""
    for each in seen.rows("DinhDanhCHS"):
        kind, number = str(each.get("LoaiDinhDanh") or ""), str(each.get("SoDinhDanh") or "")
        if not number.isdigit() or _LENGTH_OF_KIND.get(kind) != len(number):
            return Complaint("SoDinhDanh không khớp LoaiDinhDanh", "DinhDanhCHS")
        if _is_placeholder(number):
            return Complaint("SoDinhDanh là số giả", "DinhDanhCHS")
    if _is_placeholder(seen.text("SoGiayToChuHoSo")):
        return Complaint("SoGiayToChuHoSo là số giả", "SoGiayToChuHoSo")
    return None


def _is_placeholder(number: str) -> bool:
    """All digits alike, or nothing but zeros before a last 1."""
    return number.isdigit() and (len(set(number)) == 1 or int(number) == 1)


def result_is_not_a_submitted_file(seen: RecordSeen) -> Complaint | None:
    """V21."""
    submitted = {each.get("DuongDanTaiTepTin") for each in seen.rows("TaiLieuNop")} - {None, ""}
    if any(each.get("DuongDanTepTinKetQua") in submitted for each in seen.rows("DanhSachGiayToKetQua")):
        return Complaint("Đường dẫn kết quả trùng tệp đã nộp", "DuongDanTepTinKetQua")
    return None


def reused_papers_came_from_the_store(seen: RecordSeen) -> Complaint | None:
    """V21: every file flagged as reused, though the paper store gave out none for this person."""
    files = seen.rows("TaiLieuNop")
    if not files or any(str(each.get("DuocTaiSuDung") or "") not in _REUSED for each in files):
        return None
    if _people(seen) & seen.evidence.papers_fetched_for:
        return None
    return Complaint("Mọi tệp đều ghi tái sử dụng nhưng kho giấy tờ chưa cấp tệp nào", "DuocTaiSuDung")


def databases_were_really_asked(seen: RecordSeen) -> Complaint | None:
    """V21: a database is named, though nobody was looked up."""
    named = any(each.get("MaCSDL") for each in seen.rows("DSKetNoiCSDL"))
    if named and not _people(seen) & seen.evidence.looked_up:
        return Complaint("MaCSDL có ghi nhưng không có lần tra cứu nào", "DSKetNoiCSDL")
    return None


def payment_is_known(seen: RecordSeen) -> Complaint | None:
    """V21: flagged as paid online, though no payment for it is known."""
    if seen.text("DuocThanhToanTrucTuyen") in _PAID_ONLINE and seen.text("MaHoSo") not in seen.evidence.paid:
        return Complaint("Ghi đã thanh toán trực tuyến nhưng không có giao dịch", "DuocThanhToanTrucTuyen")
    return None


def _people(seen: RecordSeen) -> set[str]:
    return {seen.text("SoGiayToChuHoSo"), *(str(each.get("SoDinhDanh")) for each in seen.rows("DinhDanhCHS"))}


def account_was_issued_by_the_portal(seen: RecordSeen) -> Complaint | None:
    """V22."""
    if (account := seen.text("MaDoiTuong")) and account not in seen.evidence.accounts:
        return Complaint("MaDoiTuong không phải tài khoản của Cổng", "MaDoiTuong")
    return None
