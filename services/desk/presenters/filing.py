"""A filing as it is shown: what was handed in, how long the desk has to answer, and what may be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.written import at, day
from services.desk.texts import N_, _

REASONS: Mapping[str, str] = {
    "not_competent": N_("Không thuộc thẩm quyền giải quyết"),
    "not_eligible": N_("Không đủ điều kiện giải quyết"),
    "papers_not_valid": N_("Giấy tờ không đúng quy định"),
    "still_incomplete": N_("Đã yêu cầu hoàn thiện nhưng vẫn chưa đủ"),
    "already_filed": N_("Trùng với hồ sơ đang giải quyết"),
    "not_authorised": N_("Người nộp thay không có uỷ quyền"),
    "other": N_("Lý do khác"),
}
# The services' fields → the form's.
ANSWER_FIELDS = {
    f"{place}{name}": field
    for place in ("", "answer.request_completion.", "answer.refuse.")
    for name, field in {
        "basis": "basis",
        "answer_by": "answer_by",
        "contact": "contact",
        "contact_phone": "contact_phone",
        "reasons.0.code": "reason",
        "reasons.0.text": "reason_text",
        "note": "note",
        **{f"items.{n}.what": f"what-{n + 1}" for n in range(50)},
        **{f"items.{n}.why": f"why-{n + 1}" for n in range(50)},
    }.items()
}
_BLANK_LINES = 2
FORMS = {"original": N_("bản chính"), "copy": N_("bản sao"), "electronic": N_("bản điện tử")}
WAYS = {"desk": N_("Tại quầy"), "post": N_("Qua bưu chính"), "online": N_("Bản điện tử")}
ACTS = {
    "accepted": ("tiep-nhan", N_("Tiếp nhận")),
    "completion_requested": ("yeu-cau-hoan-thien", N_("Yêu cầu bổ sung")),
    "completed": ("da-hoan-thien", N_("Người nộp đã hoàn thiện")),
    "refused": ("tu-choi", N_("Từ chối")),
    "withdrawn": ("rut", N_("Người nộp rút lại")),
    "closed": ("dong", N_("Đóng vì không hoàn thiện")),
}
_ON_IT = {
    "filed": N_("Nộp"),
    "accepted": N_("Tiếp nhận"),
    "completion_requested": N_("Yêu cầu bổ sung, hoàn thiện"),
    "completed": N_("Người nộp hoàn thiện"),
    "refused": N_("Từ chối tiếp nhận"),
    "withdrawn": N_("Rút lại"),
    "closed": N_("Đóng vì không hoàn thiện"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to complete, as a row of two boxes."""

    number: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of what was done."""

    when: str
    what: str
    by: str
    words: Sequence[str]


def reasons() -> list[tuple[str, str]]:
    """For the box of reasons, with nothing chosen."""
    return [("", _("Chọn lý do")), *((code, _(words)) for code, words in REASONS.items())]


def lines_to_complete(typed: Mapping[str, Sequence[str]], lacking: Sequence[str]) -> list[Line]:
    """What was typed, else the papers that are not there; two empty ones after them."""
    written = [(_one(typed, f"what-{n}"), _one(typed, f"why-{n}")) for n in range(1, 51)]
    while written and written[-1] == ("", ""):
        written.pop()
    rows = written or [(name[:500], _("Chưa nộp")) for name in lacking[: 50 - _BLANK_LINES]]
    rows = [*rows, *[("", "")] * _BLANK_LINES][:50]
    return [Line(number, what, why) for number, (what, why) in enumerate(rows, start=1)]


def papers_of(filing: Mapping[str, Any]) -> list[str]:
    """`Tờ khai (2 bản sao)`."""
    return [
        f"{paper['name']} ({paper['quantity']} {_(FORMS.get(paper['form'], paper['form']))})"
        for paper in filing["papers"]
    ]


def deeds_of(filing: Mapping[str, Any]) -> list[Deed]:
    return [Deed(at(act["recorded_at"]), _(_ON_IT[act["act"]]), act["actor"], _said(act)) for act in filing["history"]]


def forms_of(filing: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Which of forms 02 and 03 can be printed, the newest first: (address, title)."""
    done = {act["act"] for act in filing["history"]}
    place = f"/quay/ho-so-nop/{filing['id']}"
    forms = [
        ("refused", f"{place}/phieu-tu-choi.pdf", _("Phiếu từ chối tiếp nhận (mẫu 03)")),
        ("completion_requested", f"{place}/phieu-bo-sung.pdf", _("Phiếu yêu cầu bổ sung, hoàn thiện (mẫu 02)")),
    ]
    return [(address, title) for act, address, title in forms if act in done]


def acts_of(filing: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What may be done now: (act, address, words)."""
    allowed = [each["act"] for each in filing["allowed_acts"]]
    place = f"/quay/ho-so-nop/{filing['id']}"
    return [(act, f"{place}/{ACTS[act][0]}", _(ACTS[act][1])) for act in ACTS if act in allowed]


def _said(act: Mapping[str, Any]) -> list[str]:
    says = act["says"] or {}
    items = [f"{item['what']}: {item['why']}" for item in says.get("items") or ()]
    stated = [reason["text"] for reason in says.get("reasons") or ()]
    until = [_("trước {day}").format(day=day(says["answer_by"]))] if says.get("answer_by") else []
    return [*items, *stated, *until, *([act["reason"]] if act["reason"] else [])]


def _one(typed: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(typed.get(name, ())), "").strip()
