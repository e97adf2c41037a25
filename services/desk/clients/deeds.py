"""What the desk knows of each act: what it asks for, whether one click is enough, and what it cannot take back."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.desk.texts import N_, _


@dataclass(frozen=True, slots=True)
class Deed:
    """`asks` names the boxes of its page; `consequence` makes it one of the few that are confirmed there."""

    act: str
    asks: tuple[str, ...] = ("note",)
    is_quick: bool = False
    consequence: str = ""


_ENDS = N_("Hồ sơ kết thúc tại đây, người nộp được báo bằng văn bản. Việc này không hoàn tác bằng một nút.")
DEEDS: Mapping[str, Deed] = {
    "hand-over": Deed("handed_over", is_quick=True),
    "take-up": Deed("taken_up", ("assignee", "note"), is_quick=True),
    "assignment": Deed("assigned", ("step", "assignee", "note")),
    "pass-on": Deed("passed_on", ("step", "assignee", "note"), is_quick=True),
    "send-back": Deed("sent_back", ("step", "to_stage", "note")),
    "opinion-request": Deed("opinion_asked", ("office", "until_at", "assignee", "note")),
    "opinion": Deed("opinion_given", ("step", "note")),
    "field-check": Deed("field_check_set", ("until_at", "place", "assignee", "note")),
    "field-check-report": Deed("field_check_reported", ("step", "note")),
    "supplement-request": Deed("supplement_requested", ("lacking", "note", "legal_basis")),
    "supplement-notice": Deed("supplement_notified", is_quick=True),
    "supplement-receipt": Deed("supplement_received", is_quick=True),
    "payment-request": Deed("payment_requested", is_quick=True),
    "payment-receipt": Deed("payment_received", is_quick=True),
    "extension": Deed("extended", ("promised_on", "reason", "note")),
    "finish": Deed("finished", is_quick=True),
    "refuse": Deed(
        "refused",
        ("reason", "note"),
        consequence=N_("Hồ sơ bị từ chối giải quyết. Người nộp nhận phiếu từ chối (mẫu 03) nêu rõ lý do dưới đây."),
    ),
    "return": Deed(
        "returned",
        ("way", "to", "proof", "note"),
        consequence=N_("Ghi nhận người nhận đã ký nhận kết quả. Hồ sơ đóng lại sau việc này."),
    ),
    "not-collected": Deed("not_collected"),
    "result-correction-request": Deed("correction_asked"),
    "result-correction": Deed("result_corrected", ("step", "note")),
    "withdrawal-request": Deed("withdrawal_asked"),
    "withdrawal": Deed("withdrawn", ("given_back", "note"), consequence=_ENDS),
    "stop": Deed("stopped", ("reason", "given_back", "note"), consequence=_ENDS),
    "closing": Deed("closed_unanswered", ("given_back", "note"), consequence=_ENDS),
    "papers-lost": Deed("papers_lost"),
    "lateness": Deed("lateness_explained", ("cause", "late_step", "outage", "note")),
    "undo": Deed("undone"),
}

# Acts that need no words of why; the others are asked for them before anything is sent.
NEEDS_NO_REASON = frozenset(
    {
        *("hand-over", "take-up", "assignment", "pass-on", "supplement-notice", "supplement-receipt"),
        *("payment-request", "payment-receipt", "finish", "return", "not-collected", "result-correction"),
        *("withdrawal-request", "withdrawal", "closing", "lateness"),
    }
)

# What is done next of all that may be done; the first that is allowed is the big button.
NEXT = (
    *("hand-over", "take-up", "supplement-notice", "supplement-receipt", "payment-receipt", "withdrawal"),
    *("return", "pass-on", "opinion", "field-check-report", "finish", "result-correction", "closing"),
)

# Reasons that officials pick; what stands on the paper is the sentence, with what was typed behind it.
REASONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "refuse": (
        ("not_eligible", N_("Không đủ điều kiện theo quy định của pháp luật")),
        ("papers_not_genuine", N_("Giấy tờ trong hồ sơ không hợp pháp hoặc có dấu hiệu giả mạo")),
        ("not_competent", N_("Không thuộc thẩm quyền giải quyết")),
        ("in_dispute", N_("Đang có tranh chấp, khiếu nại chưa giải quyết xong")),
    ),
    "stop": (
        ("by_court", N_("Theo quyết định, yêu cầu của cơ quan có thẩm quyền")),
        ("party_gone", N_("Người nộp không còn, tổ chức đã giải thể")),
        ("in_dispute", N_("Phát sinh tranh chấp phải chờ giải quyết")),
    ),
    "extension": (
        ("waiting_opinion", N_("Chờ ý kiến của cơ quan phối hợp")),
        ("complex", N_("Nội dung phức tạp, cần xác minh thêm")),
        ("system_outage", N_("Sự cố hệ thống thông tin")),
        ("staff", N_("Thiếu người giải quyết")),
    ),
}
CAUSES = (
    ("rule_unclear", N_("Quy định chưa rõ")),
    ("facilities", N_("Cơ sở vật chất, trang thiết bị")),
    ("system_outage", N_("Sự cố hệ thống")),
    ("staff", N_("Cán bộ, công chức")),
    ("coordination", N_("Phối hợp giữa các cơ quan")),
    ("applicant", N_("Từ phía người nộp")),
    ("late_entry", N_("Đã trả kết quả nhưng cập nhật muộn")),
    ("other", N_("Nguyên nhân khác")),
)
WAYS = (
    ("counter", N_("Tại quầy, ký nhận trên giấy")),
    ("post", N_("Qua bưu chính công ích")),
    ("electronic", N_("Bản điện tử")),
)
RECEIVERS = (("applicant", N_("Chính người nộp")), ("proxy", "Người được ủy quyền"))
OTHER = "other"


def reasons_of(segment: str) -> list[tuple[str, str]]:
    """To choose from; the last is to be said in one's own words."""
    known = [(code, _(words)) for code, words in REASONS.get(segment, ())]
    return [("", _("– chọn lý do –")), *known, (OTHER, _("Lý do khác, ghi rõ bên dưới"))]


def reason_words(segment: str, code: str) -> str:
    return next((_(words) for known, words in REASONS.get(segment, ()) if known == code), "")
