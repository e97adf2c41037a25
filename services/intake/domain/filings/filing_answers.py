"""What a desk says to a filing that it does not take in as it is: what to complete, or why it is refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class RefusalReason(StrEnum):
    """Why a filing is not received (NĐ 118/2025 art. 17.1); the text beside it says it for this filing."""

    NOT_COMPETENT = "not_competent"
    NOT_ELIGIBLE = "not_eligible"
    PAPERS_NOT_VALID = "papers_not_valid"
    STILL_INCOMPLETE = "still_incomplete"
    ALREADY_FILED = "already_filed"
    NOT_AUTHORISED = "not_authorised"
    OTHER = "other"


REFUSAL_REASON_NAMES = {
    RefusalReason.NOT_COMPETENT: "không thuộc thẩm quyền giải quyết",
    RefusalReason.NOT_ELIGIBLE: "không đủ điều kiện giải quyết",
    RefusalReason.PAPERS_NOT_VALID: "giấy tờ không hợp lệ",
    RefusalReason.STILL_INCOMPLETE: "đã yêu cầu hoàn thiện nhưng vẫn chưa đủ",
    RefusalReason.ALREADY_FILED: "trùng với hồ sơ đang giải quyết",
    RefusalReason.NOT_AUTHORISED: "người nộp thay không có uỷ quyền",
    RefusalReason.OTHER: "lý do khác",
}


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing to complete, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class CompletionAsked:
    """Asked once, full and exact. `answer_by` empty: the usual days."""

    lacks: tuple[Lack, ...]
    basis: str
    answer_by: date | None = None
    contact: str | None = None
    contact_phone: str | None = None

    def as_json(self, due_on: date) -> dict[str, Any]:
        return {
            "items": [{"what": lack.what, "why": lack.why} for lack in self.lacks],
            "basis": self.basis,
            "answer_by": due_on.isoformat(),
            "contact": self.contact,
            "contact_phone": self.contact_phone,
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, by code and in words."""

    code: RefusalReason
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The first reason is the one that is counted."""

    reasons: tuple[Reason, ...]
    basis: str | None = None
    contact: str | None = None
    contact_phone: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "reasons": [{"code": reason.code.value, "text": reason.text} for reason in self.reasons],
            "basis": self.basis,
            "contact": self.contact,
            "contact_phone": self.contact_phone,
        }
