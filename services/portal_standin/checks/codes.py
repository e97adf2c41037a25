"""V07, V08: the dossier's code, the procedure and what the catalogue says of it."""

from services.portal_standin.checks.seen import RecordSeen
from services.portal_standin.domain.complaint import Complaint
from services.portal_standin.domain.dossier_code import read_code
from services.portal_standin.domain.wire_time import read_time


def dossier_code_has_a_known_shape(seen: RecordSeen) -> Complaint | None:
    """V07."""
    if read_code(seen.text("MaHoSo")) is None:
        return Complaint("MaHoSo không đúng quy tắc mã hồ sơ", "MaHoSo")
    return None


def day_in_the_code_is_the_day_of_reception(seen: RecordSeen) -> Complaint | None:
    """V07, strict; a dossier that was not received goes by the day it was filed. A code that is known is not asked."""
    parts = read_code(seen.text("MaHoSo"))
    at = seen.text("NgayTiepNhan") or seen.text("NgayNopHoSo")
    if seen.known is None and parts and read_time(at) and parts.day != at[2:8]:
        return Complaint("Ngày trong MaHoSo không phải ngày tiếp nhận", "MaHoSo")
    return None


def procedure_is_in_the_catalogue(seen: RecordSeen) -> Complaint | None:
    """V08: one that was withdrawn takes no new dossiers; names it once had are good for dossiers already here.

    Generation B sends no names.
    """
    procedure = seen.procedure
    if procedure is None or (procedure.is_withdrawn and seen.known is None):
        return Complaint(f"Thủ tục {seen.text('MaTTHC')[:40]} không có trong danh mục", "MaTTHC")
    names = {procedure.name, *(procedure.former_names if seen.known else ())}
    if (name := seen.record.get("TenTTHC")) is not None and name not in names:
        return Complaint("TenTTHC không khớp danh mục thủ tục", "TenTTHC")
    if procedure.fields and seen.record.get("MaLinhVuc") not in (None, *procedure.fields):
        return Complaint("MaLinhVuc không khớp danh mục thủ tục", "MaLinhVuc")
    return None
