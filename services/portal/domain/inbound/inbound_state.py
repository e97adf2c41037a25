"""How far an inbound message is, and why one was set aside."""

from collections.abc import Mapping
from enum import StrEnum

from shared.errors import Conflict


class InboundState(StrEnum):
    """Stored: ours to apply. Quarantined: a person must look. Refused: not readable, or a person said no."""

    STORED = "stored"
    APPLIED = "applied"
    QUARANTINED = "quarantined"
    REFUSED = "refused"


class SetAside(StrEnum):
    """Why; the value is the stable code. What intake or processing refused keeps their own code."""

    NOT_READABLE = "inbound_not_readable"
    AGENCY = "agency_not_mapped"
    PROCEDURE = "procedure_code_not_valid"
    DIFFERS = "inbound_differs"
    EARLIER = "earlier_in_quarantine"
    UNKNOWN = "dossier_not_known"
    NOT_ASKED = "supplement_not_asked"
    ENDED = "dossier_has_ended"


SET_ASIDE_NAMES: Mapping[str, str] = {
    SetAside.NOT_READABLE: "Nội dung Cổng gửi không đọc được",
    SetAside.AGENCY: "Chưa khai đơn vị nào của tỉnh có mã định danh này",
    SetAside.PROCEDURE: "Mã thủ tục không phải mã quốc gia",
    SetAside.DIFFERS: "Cổng gửi lại mã này với nội dung khác, mà hồ sơ không chờ bổ sung",
    SetAside.EARLIER: "Lần gửi trước của mã này còn chờ xử lý",
    SetAside.UNKNOWN: "Không có hồ sơ nào mang mã này",
    SetAside.NOT_ASKED: "Hồ sơ không chờ bổ sung",
    SetAside.ENDED: "Hồ sơ đã kết thúc",
    "procedure_not_found": "Danh mục của tỉnh chưa có thủ tục này",
    "procedure_not_in_force": "Thủ tục không còn hiệu lực",
    "papers_kept_here": "Đã nhận, nhưng có tệp chưa chuyển được sang hồ sơ",
}
PAPERS_KEPT = "papers_kept_here"


class Quarantined(Conflict):
    """A person must look; nothing of the message is lost. `about` names no person."""

    def __init__(self, why: SetAside, about: str = "") -> None:
        self.about = about
        super().__init__(why.value, SET_ASIDE_NAMES[why] + (f" ({about})" if about else ""))


class NotYet(Exception):
    """It cannot be applied now; it is tried again by itself. The text is a stable code."""
