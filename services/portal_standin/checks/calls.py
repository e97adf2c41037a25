"""V01 to V04: who calls, with which session, for which agency, for what."""

from services.portal_standin.checks.seen import CallSeen, LoginSeen
from services.portal_standin.domain.agency_code import is_within, normal_form
from services.portal_standin.domain.complaint import Complaint
from services.portal_standin.domain.dossier_code import read_code


def user_and_destination_are_known(seen: LoginSeen) -> Complaint | None:
    """V01."""
    if seen.password is None or seen.given != seen.password:
        return Complaint("Tài khoản hoặc mật khẩu không đúng", "username", status=401)
    if not seen.dstcode.strip():
        return Complaint("Thiếu dstcode", "dstcode", status=401)
    return None


def session_is_open(seen: CallSeen) -> Complaint | None:
    """V02."""
    if seen.session is None or seen.session.until <= seen.now:
        return Complaint("Phiên làm việc không hợp lệ hoặc đã hết hạn", "session", "-2", 401)
    return None


def agency_is_allowed(seen: CallSeen) -> Complaint | None:
    """V03: the agency is one of the user's, and the dossiers are of this agency or of one below it."""
    if seen.session is None:
        return None
    own = normal_form(seen.agency)
    if own is None or not is_within(own, seen.session.roots):
        return Complaint(f"Đơn vị {seen.agency} không có quyền gọi dịch vụ", "madonvi", "-4", 403)
    for code in seen.dossiers:
        parts = read_code(code)
        if parts and not is_within(parts.agency, frozenset({own})):
            return Complaint(f"Hồ sơ {code} không thuộc đơn vị {seen.agency}", "MaHoSo", "-4", 403)
    return None


def call_is_complete(seen: CallSeen) -> Complaint | None:
    """V04: a known service with its keys; isUpdating is one of two texts."""
    if seen.keys is None:
        return Complaint("Dịch vụ không tồn tại", "service")
    for key in ("madonvi", *seen.keys):
        if key not in seen.body:
            return Complaint(f"Thiếu tham số {key}", key)
    if "isUpdating" in seen.keys and seen.body["isUpdating"] not in ("True", "False"):
        return Complaint("isUpdating phải là True hoặc False", "isUpdating")
    return None
