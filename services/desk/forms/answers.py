"""What the desk answers to a filing: what is to be completed and why (form 02), or why it is refused (form 03)."""

from typing import Any

from services.desk.forms.typed import Typed
from services.desk.texts import _

MOST_ITEMS = 50


def completion_of(typed: Typed) -> dict[str, Any]:
    """Asked once, so all of it: each line says what and why."""
    items = [_item(typed, number) for number in range(1, MOST_ITEMS + 1) if typed.has(f"what-{number}")]
    if not items:
        typed.problems.append(("what-1", _("Ghi ít nhất một giấy tờ hoặc nội dung cần hoàn thiện")))
    answer_by = typed.day("answer_by")
    return {
        "items": items,
        "basis": typed.must("basis", _("Ghi căn cứ của yêu cầu: quyết định công bố hoặc văn bản pháp luật")),
        "answer_by": answer_by.isoformat() if answer_by else None,
        **_contact(typed),
    }


def refusal_of(typed: Typed) -> dict[str, Any]:
    """The reason from the list, and the same in words for this filing."""
    reason = typed.must("reason", _("Chọn lý do từ chối"))
    words = typed.must("reason_text", _("Ghi rõ lý do để người nộp hiểu và làm lại được"))
    return {
        "reasons": [{"code": reason, "text": words}],
        "basis": typed.one("basis") or None,
        **_contact(typed),
    }


def _item(typed: Typed, number: int) -> dict[str, str]:
    why = typed.must(f"why-{number}", _("Ghi vì sao phải hoàn thiện giấy tờ này"))
    return {"what": typed.one(f"what-{number}"), "why": why}


def _contact(typed: Typed) -> dict[str, str | None]:
    return {"contact": typed.one("contact") or None, "contact_phone": typed.one("contact_phone") or None}
