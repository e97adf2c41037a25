"""The smaller parts of a dossier's page: money, messages, who looked, what stands open, the officer's decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.dossier_strip import is_last_stage, offers_of
from services.desk.texts import N_, _
from shared.callers import Role

Json = Mapping[str, Any]
_KINDS = {
    "supplement_requested": N_("Yêu cầu bổ sung"),
    "payment_requested": N_("Yêu cầu nộp nghĩa vụ tài chính"),
    "extended": N_("Xin lỗi và hẹn lại"),
    "finished": N_("Đã có kết quả"),
    "refused": N_("Từ chối giải quyết"),
    "stopped": N_("Dừng giải quyết"),
    "withdrawn": N_("Đã rút hồ sơ"),
    "closed_unanswered": N_("Đóng vì không bổ sung"),
    "taken_back": N_("Thu hồi tin trước"),
}
_SENT = {
    "waiting": N_("chờ gửi"),
    "sent": N_("đã gửi"),
    "failed": N_("chưa gửi được"),
    "withdrawn": N_("không gửi nữa"),
}
_SEEN = {
    "dossier": N_("mở hồ sơ"),
    "receipt": N_("in giấy hẹn"),
    "scan": N_("mở bản quét"),
    "correction": N_("xem các bản đính chính"),
    "paper": N_("in giấy tờ"),
}
_PAID = {"cash": N_("tiền mặt"), "transfer": N_("chuyển khoản"), "online": N_("trực tuyến")}
_OPEN = {
    "awaiting_supplement": {"papers", "messages"},
    "awaiting_payment": {"money", "messages"},
    "ready": {"results", "money"},
    "refused": {"results"},
    "returned": {"results"},
}


@dataclass(frozen=True, slots=True)
class Fee:
    """`paid` says how; empty while it is owed."""

    name: str
    amount: int
    paid: str


@dataclass(frozen=True, slots=True)
class Money:
    """What was to be paid, and what is still owed."""

    fees: tuple[Fee, ...]
    owed: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer may decide here; `key` goes back with the form."""

    key: str
    words: str


def money_of(taken: Json) -> Money:
    fees = tuple(Fee(each["name"], each["amount"], _(_PAID.get(each["paid_by"], ""))) for each in taken["fees"])
    return Money(fees, sum(each["amount"] for each in taken["fees"] if not each["paid_by"]))


def message_lines(page: Json | None) -> list[dict[str, Any]]:
    items = page["items"] if page else []
    return [dict(each, kind_name=_(_KINDS[each["kind"]]), state_name=_(_SENT[each["state"]])) for each in items]


def view_lines(page: Json | None) -> list[dict[str, Any]]:
    items = page["items"] if page else []
    return [dict(each, what_name=_(_SEEN.get(each["what"], each["what"]))) for each in items]


def open_parts(state: str) -> frozenset[str]:
    """Which sections stand open; the steps always do."""
    return frozenset({"steps"} | _OPEN.get(state, {"papers"}))


def decisions_of(work: Json, roles: frozenset[Role]) -> tuple[Decision, ...]:
    """For those who decide (officers, leaders) while it is with them; only what processing allows now."""
    if roles.isdisjoint({Role.OFFICER, Role.LEADER}) or work["state"] != "in_process":
        return ()
    allowed = {offer.segment for offer in offers_of(work)}
    passes_on = "pass-on" in allowed and not is_last_stage(work)
    to_leader = passes_on and _next_is_leader(work)
    offered = (
        ("dat", N_("Đạt, chuyển bước tiếp theo"), passes_on and not to_leader),
        ("trinh", N_("Đạt, trình lãnh đạo"), to_leader),
        ("ket-qua", N_("Đạt, đã có kết quả"), "finish" in allowed),
        ("bo-sung", N_("Cần bổ sung (một lần)"), "supplement-request" in allowed),
        ("chuyen", N_("Chuyển người khác xử lý"), "assignment" in allowed and Role.LEADER in roles),
        ("tra-lai", N_("Trả lại bước trước"), "send-back" in allowed),
    )
    return tuple(Decision(key, _(words)) for key, words, is_offered in offered if is_offered)


def _next_is_leader(work: Json) -> bool:
    return bool(work["to_come"]) and work["to_come"][0]["role"] == "leader"
