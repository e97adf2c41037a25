"""V17, V18: what a status must bring with it."""

from services.portal_standin.checks.seen import RecordSeen
from services.portal_standin.domain.complaint import Complaint

_FINISHED = frozenset({"9", "10"})
_STOPPED = frozenset({"3", "8"})


def finished_dossier_has_its_result(seen: RecordSeen) -> Complaint | None:
    """V17: a code of the procedure and a link; after 8, status 10 hands back papers and has no result."""
    procedure, stopped = seen.procedure, seen.known is not None and "8" in seen.known.statuses
    if seen.status not in _FINISHED or procedure is None or not procedure.results or stopped:
        return None
    results = seen.rows("DanhSachGiayToKetQua")
    if not any(each.get("MaGiayToKetQua") and each.get("DuongDanTepTinKetQua") for each in results):
        return Complaint("Hồ sơ xong phải có mã và đường dẫn giấy tờ kết quả", "DanhSachGiayToKetQua")
    if any(str(each.get("MaGiayToKetQua")) not in procedure.results for each in results if each.get("MaGiayToKetQua")):
        return Complaint("MaGiayToKetQua không thuộc kết quả của thủ tục", "MaGiayToKetQua")
    return None


def request_for_papers_was_explained(seen: RecordSeen) -> Complaint | None:
    """V18, status 5: progress comes after the record, so it is asked when the dossier leaves 5 again."""
    known = seen.known
    if known is None or known.status != "5" or seen.status == "5" or known.counts["5"]:
        return None
    if any(each.get("NoiDungBoSung") for each in known.record.get("DanhSachHoSoBoSung") or ()):
        return None
    return Complaint("Yêu cầu bổ sung chưa có dòng tiến độ nêu lý do", "TrangThaiHoSo")


def request_for_payment_names_the_fees(seen: RecordSeen) -> Complaint | None:
    """V18, status 6."""
    if seen.status == "6" and not seen.rows("DanhSachLePhi"):
        return Complaint("Yêu cầu nghĩa vụ tài chính không có khoản phí, lệ phí", "DanhSachLePhi")
    return None


def refusal_gives_its_reason(seen: RecordSeen) -> Complaint | None:
    """V18, statuses 3 and 8: in words on the record, in the letter attached, or in a row that came before."""
    if seen.status not in _STOPPED or seen.text("GhiChu").strip() or seen.text("ThongTinTra").strip():
        return None
    if seen.rows("DanhSachGiayToKetQua") or (seen.known is not None and seen.known.counts[seen.status]):
        return None
    return Complaint("Từ chối hoặc dừng xử lý phải nêu lý do", "GhiChu")
