"""V10, V15: instants that exist, have passed and follow one another."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from services.portal_standin.checks.seen import RecordSeen, RowSeen
from services.portal_standin.domain.complaint import Complaint
from services.portal_standin.domain.wire_time import read_time

AHEAD = timedelta(minutes=5)
_IN_ORDER = ("NgayNopHoSo", "NgayTiepNhan", "NgayKetThucXuLy", "NgayTra")
_PAST = (*_IN_ORDER, "NgayTuChoi")
_PLANNED = ("NgayHenTra",)


def dates_are_real_and_in_order(seen: RecordSeen) -> Complaint | None:
    """V10: filed, received, ended, returned in this order; the promised day may lie ahead, the others may not."""
    told = {field: seen.text(field) for field in (*_PAST, *_PLANNED)}
    complaint = _are_real(told.items()) or _have_passed(((field, told[field]) for field in _PAST), seen.now)
    if complaint:
        return complaint
    for before, after in pairwise([field for field in _IN_ORDER if told[field]]):
        if told[before] > told[after]:
            return Complaint(f"{before} sau {after}", after)
    if told["NgayHenTra"] and told["NgayTiepNhan"] > told["NgayHenTra"]:
        return Complaint("NgayHenTra trước NgayTiepNhan", "NgayHenTra")
    return None


def dates_of_row_are_real(seen: RowSeen) -> Complaint | None:
    """V10 for progress rows: the act has happened, the planned ones may lie ahead."""
    told = [(field, seen.text(field)) for field in ("ThoiDiemXuLy", "NgayBatDau", "NgayKetThucTheoQuyDinh")]
    return _are_real(told) or _have_passed(told[:1], seen.now)


def _are_real(told: Iterable[tuple[str, str]]) -> Complaint | None:
    for field, text in told:
        if text and read_time(text) is None:
            return Complaint(f"{field} không phải thời điểm có thật dạng yyyyMMddHHmmss", field)
    return None


def _have_passed(told: Iterable[tuple[str, str]], now: datetime) -> Complaint | None:
    for field, text in told:
        if text and (at := read_time(text)) and at > now + AHEAD:
            return Complaint(f"{field} ở tương lai", field)
    return None


def row_follows_the_rows_before(seen: RowSeen) -> Complaint | None:
    """V15: not before the reception, not before the latest row. Fourteen digits sort as instants do."""
    at = seen.text("ThoiDiemXuLy")
    record = seen.dossier.record if seen.dossier else {}
    start = str(record.get("NgayTiepNhan") or record.get("NgayNopHoSo") or "")
    if at < start:
        return Complaint("ThoiDiemXuLy trước khi tiếp nhận hồ sơ", "ThoiDiemXuLy")
    if at < seen.latest:
        return Complaint("ThoiDiemXuLy trước dòng tiến độ gần nhất", "ThoiDiemXuLy")
    return None
