"""The states of an accepted dossier and the acts that move it, with the national status codes 1 to 10."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a dossier stands. Filing and refusal at the desk come before acceptance and are intake's."""

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


class Act(StrEnum):
    """What is done to a dossier; the value is the past tense in the fact's type."""

    OPENED = "opened"
    HANDED_OVER = "handed_over"
    TAKEN_UP = "taken_up"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENT_RECEIVED = "supplement_received"
    PAYMENT_REQUESTED = "payment_requested"
    PAYMENT_RECEIVED = "payment_received"
    EXTENDED = "extended"
    FINISHED = "finished"
    REFUSED = "refused"
    RETURNED = "returned"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    CLOSED_UNANSWERED = "closed_unanswered"
    TRANSFERRED = "transferred"
    CORRECTED = "corrected"


# A refusal after appraisal is 8 as in the national mapping of "unresolved"; handed over is still 2, since 4 begins
# when the agency takes the dossier up.
NATIONAL_CODES: Mapping[State, int] = {
    State.ACCEPTED: 2,
    State.HANDED_OVER: 2,
    State.IN_PROCESS: 4,
    State.AWAITING_SUPPLEMENT: 5,
    State.AWAITING_PAYMENT: 6,
    State.WITHDRAWAL_ASKED: 7,
    State.READY: 9,
    State.REFUSED: 8,
    State.RETURNED: 10,
    State.STOPPED: 8,
    State.WITHDRAWN: 8,
    State.CLOSED_UNANSWERED: 8,
}

STATE_NAMES: Mapping[State, str] = {
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

ACT_NAMES: Mapping[Act, str] = {
    Act.OPENED: "mở hồ sơ",
    Act.HANDED_OVER: "chuyển hồ sơ",
    Act.TAKEN_UP: "nhận giải quyết",
    Act.SUPPLEMENT_REQUESTED: "yêu cầu bổ sung",
    Act.SUPPLEMENT_RECEIVED: "nhận bổ sung",
    Act.PAYMENT_REQUESTED: "yêu cầu nộp nghĩa vụ tài chính",
    Act.PAYMENT_RECEIVED: "xác nhận đã nộp",
    Act.EXTENDED: "xin lỗi và hẹn lại ngày trả",
    Act.FINISHED: "ghi nhận có kết quả",
    Act.REFUSED: "từ chối giải quyết",
    Act.RETURNED: "trả kết quả",
    Act.WITHDRAWAL_ASKED: "ghi nhận yêu cầu rút",
    Act.WITHDRAWN: "cho rút hồ sơ",
    Act.STOPPED: "dừng giải quyết",
    Act.CLOSED_UNANSWERED: "đóng vì không bổ sung",
    Act.TRANSFERRED: "chuyển sang đơn vị kế thừa",
    Act.CORRECTED: "đính chính hồ sơ",
}

AT_WORK = frozenset({State.ACCEPTED, State.HANDED_OVER, State.IN_PROCESS})
WAITING = frozenset({State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT})
OPEN = AT_WORK | WAITING | {State.WITHDRAWAL_ASKED}
