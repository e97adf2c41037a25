"""Where a dossier stands in the eyes of the counter: what processing last announced, as far as finding needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class State(StrEnum):
    """Processing's states, as its facts name them. A receipt that it has not opened yet is accepted."""

    ACCEPTED = "accepted"
    HANDED_OVER = "handed_over"
    IN_PROCESS = "in_process"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    READY = "ready"
    REFUSED = "refused"
    RETURNED = "returned"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    CLOSED_UNANSWERED = "closed_unanswered"


STATE_NAMES: Mapping[str, str] = {
    State.ACCEPTED: "đã tiếp nhận",
    State.HANDED_OVER: "đã chuyển cơ quan giải quyết",
    State.IN_PROCESS: "đang giải quyết",
    State.AWAITING_SUPPLEMENT: "chờ bổ sung giấy tờ",
    State.AWAITING_PAYMENT: "chờ thực hiện nghĩa vụ tài chính",
    State.WITHDRAWAL_ASKED: "người nộp yêu cầu rút",
    State.READY: "đã có kết quả",
    State.REFUSED: "từ chối giải quyết",
    State.RETURNED: "đã trả kết quả",
    State.STOPPED: "dừng giải quyết",
    State.WITHDRAWN: "đã rút",
    State.CLOSED_UNANSWERED: "đóng vì không bổ sung",
}
ENDED = frozenset({State.READY, State.REFUSED, State.RETURNED, State.STOPPED, State.WITHDRAWN, State.CLOSED_UNANSWERED})
# An end without a result: the applicant may come again with the same matter.
STOPPED_SHORT = frozenset({State.REFUSED, State.STOPPED, State.WITHDRAWN, State.CLOSED_UNANSWERED})


@dataclass(frozen=True, slots=True)
class Standing:
    """As of `version`; the newest one wins. The office is the one competent now, the due date the one that holds."""

    dossier: UUID
    version: int
    state: str
    office: str
    desk: str
    procedure: str
    accepted_at: datetime
    due_on: date | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
