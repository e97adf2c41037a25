"""The acts of a dossier as they are told to people, newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.dossier_strip import sentence
from services.desk.presenters.names import Names
from services.desk.texts import N_, _

Json = Mapping[str, Any]
# Past acts need names too, also where nobody may do them now.
_NAMES = {
    "opened": N_("mở hồ sơ"),
    "handed_over": N_("chuyển hồ sơ"),
    "taken_up": N_("nhận giải quyết"),
    "supplement_requested": N_("yêu cầu bổ sung"),
    "supplement_received": N_("nhận bổ sung"),
    "payment_requested": N_("yêu cầu nộp nghĩa vụ tài chính"),
    "payment_received": N_("xác nhận đã nộp"),
    "extended": N_("xin lỗi và hẹn lại ngày trả"),
    "finished": N_("ghi nhận có kết quả"),
    "refused": N_("từ chối giải quyết"),
    "returned": N_("trả kết quả"),
    "withdrawal_asked": N_("ghi nhận yêu cầu rút"),
    "withdrawn": N_("cho rút hồ sơ"),
    "stopped": N_("dừng giải quyết"),
    "closed_unanswered": N_("đóng vì không bổ sung"),
    "assigned": N_("giao việc"),
    "passed_on": N_("chuyển bước"),
    "sent_back": N_("trả lại bước trước"),
    "opinion_asked": N_("lấy ý kiến"),
    "opinion_given": N_("trả lời ý kiến"),
    "field_check_set": N_("hẹn kiểm tra thực tế"),
    "field_check_reported": N_("ghi kết quả kiểm tra thực tế"),
    "supplement_notified": N_("thông báo người nộp bổ sung"),
    "not_collected": N_("ghi nhận chưa đến nhận kết quả"),
    "correction_asked": N_("yêu cầu sửa kết quả"),
    "result_corrected": N_("nhận kết quả đã sửa"),
    "papers_lost": N_("ghi nhận mất, hỏng giấy tờ"),
    "lateness_explained": N_("ghi nguyên nhân chậm"),
    "undone": N_("hoàn tác việc vừa làm"),
    "transferred": N_("chuyển sang đơn vị kế thừa"),
    "corrected": N_("đính chính hồ sơ"),
}
_WARNINGS = {
    "handed_over_late": N_("chuyển chậm so với quy định"),
    "supplement_request_late": N_("yêu cầu bổ sung sau 3 ngày làm việc"),
    "supplement_requested_again": N_("yêu cầu bổ sung lần nữa"),
    "stages_skipped": N_("có bước chưa làm"),
    "backdated": N_("ghi lùi thời điểm"),
}
_WAYS = {"counter": N_("tại quầy"), "post": N_("qua bưu chính"), "electronic": N_("bản điện tử")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, who did it and when."""

    version: int
    act: str
    who: str
    at: str
    recorded_at: str
    words: str
    warnings: str


def log_of(work: Json, names: Names) -> list[Entry]:
    return [_entry(each, names) for each in reversed(work["history"])]


def _entry(each: Json, names: Names) -> Entry:
    warned = [_(_WARNINGS.get(code, code)) for code in each["warnings"]]
    return Entry(
        version=each["version"],
        act=act_name(each["act"]),
        who=names.person(each["actor"]),
        at=each["happened_at"],
        recorded_at=each["recorded_at"],
        words=_words(each),
        warnings=", ".join(warned),
    )


def act_name(act: str) -> str:
    return sentence(_(_NAMES.get(act, act)))


def done_words(act: str, warnings: Iterable[str]) -> str:
    """`Đã chuyển hồ sơ`, with what the law would rather have had otherwise."""
    said = _("Đã {act}").format(act=_(_NAMES.get(act, act)))
    warned = ", ".join(_(_WARNINGS.get(code, code)) for code in warnings)
    return f"{said} ({warned})" if warned else said


def _words(each: Json) -> str:
    details = each["details"]
    parts = [
        *([_way(each["evidence"])] if each["act"] == "returned" and each["evidence"] else []),
        *([details["number"]] if "number" in details else []),
        *([each["note"]] if each["note"] else []),
        *(f"{what}: {why}" for what, why in details.get("lacking", ())),
        *([details["proof"]] if "proof" in details else []),
        *([details["place"]] if "place" in details else []),
    ]
    return " · ".join(parts)


def _way(evidence: str) -> str:
    return _(_WAYS.get(evidence, evidence))
