"""The acts that move an accepted dossier, and its states as the national status codes 1 to 10."""

from collections.abc import Mapping
from enum import StrEnum

from shared.contracts.states import State


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
