"""The states of an accepted dossier: processing moves it through them, intake finds and prints it by them."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a dossier stands. Filing and refusal at the desk come before acceptance and have states of their own."""

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
OPEN = frozenset(State) - ENDED
