"""A message to nobody in particular, and how it looks on its way."""

from typing import Any
from uuid import UUID

from shared.ids import new_id
from shared.notify.message import Medium, Message, Outgoing

ABOUT = UUID("01890000-0000-7000-8000-000000000001")


def a_message(key: str = "mot", medium: Medium = Medium.EMAIL, **changes: Any) -> Message:
    address = "nguoi.nop@example.vn" if medium is Medium.EMAIL else "+84912000111"
    values: dict[str, Any] = {
        "key": key,
        "medium": medium,
        "kind": "finished",
        "about": ABOUT,
        "address": address,
        "subject": "Hồ sơ H62: đã có kết quả",
        "text": "Hồ sơ H62 đã có kết quả.",
        "details": {"code": "H62"},
    }
    return Message(**(values | changes))


def outgoing(message: Message) -> Outgoing:
    m = message
    return Outgoing(new_id(), m.medium, m.kind, m.address, m.subject, m.text, m.details, 1)
