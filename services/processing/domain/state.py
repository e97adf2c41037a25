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
    ASSIGNED = "assigned"
    PASSED_ON = "passed_on"
    SENT_BACK = "sent_back"
    OPINION_ASKED = "opinion_asked"
    OPINION_GIVEN = "opinion_given"
    FIELD_CHECK_SET = "field_check_set"
    FIELD_CHECK_REPORTED = "field_check_reported"
    SUPPLEMENT_NOTIFIED = "supplement_notified"
    NOT_COLLECTED = "not_collected"
    CORRECTION_ASKED = "correction_asked"
    RESULT_CORRECTED = "result_corrected"
    PAPERS_LOST = "papers_lost"
    LATENESS_EXPLAINED = "lateness_explained"
    UNDONE = "undone"
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
    Act.ASSIGNED: "giao việc",
    Act.PASSED_ON: "chuyển bước",
    Act.SENT_BACK: "trả lại bước trước",
    Act.OPINION_ASKED: "lấy ý kiến",
    Act.OPINION_GIVEN: "trả lời ý kiến",
    Act.FIELD_CHECK_SET: "hẹn kiểm tra thực tế",
    Act.FIELD_CHECK_REPORTED: "ghi kết quả kiểm tra thực tế",
    Act.SUPPLEMENT_NOTIFIED: "thông báo người nộp bổ sung",
    Act.NOT_COLLECTED: "ghi nhận chưa đến nhận kết quả",
    Act.CORRECTION_ASKED: "yêu cầu sửa kết quả",
    Act.RESULT_CORRECTED: "nhận kết quả đã sửa",
    Act.PAPERS_LOST: "ghi nhận mất, hỏng giấy tờ",
    Act.LATENESS_EXPLAINED: "ghi nguyên nhân chậm",
    Act.UNDONE: "hoàn tác việc vừa làm",
    Act.TRANSFERRED: "chuyển sang đơn vị kế thừa",
    Act.CORRECTED: "đính chính hồ sơ",
}

AT_WORK = frozenset({State.ACCEPTED, State.HANDED_OVER, State.IN_PROCESS})
WAITING = frozenset({State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT})
