"""What is warned of. Of one thing under one topic only one warning stands at a time: the later kind takes its place."""

from collections.abc import Mapping
from enum import StrEnum


class Topic(StrEnum):
    """What of a dossier may be warned of."""

    DUE = "due"
    LETTER = "letter"
    STEP = "step"
    OPINION = "opinion"
    NOTICE = "notice"
    ANSWER = "answer"
    COLLECTION = "collection"


class Kind(StrEnum):
    """What a warning says, in the order in which people are told."""

    OVERDUE = "overdue"
    STEP_OVERDUE = "step_overdue"
    OPINION_OVERDUE = "opinion_overdue"
    SUPPLEMENT_ANSWER_OVERDUE = "supplement_answer_overdue"
    NOTICE_DUE = "notice_due"
    DUE_TODAY = "due_today"
    STEP_DUE_TODAY = "step_due_today"
    DUE_SOON = "due_soon"
    LETTER_TODAY = "letter_today"
    NOT_COLLECTED = "not_collected"


TOPICS: Mapping[Kind, Topic] = {
    Kind.OVERDUE: Topic.DUE,
    Kind.DUE_TODAY: Topic.DUE,
    Kind.DUE_SOON: Topic.DUE,
    Kind.LETTER_TODAY: Topic.LETTER,
    Kind.STEP_OVERDUE: Topic.STEP,
    Kind.STEP_DUE_TODAY: Topic.STEP,
    Kind.OPINION_OVERDUE: Topic.OPINION,
    Kind.NOTICE_DUE: Topic.NOTICE,
    Kind.SUPPLEMENT_ANSWER_OVERDUE: Topic.ANSWER,
    Kind.NOT_COLLECTED: Topic.COLLECTION,
}

KIND_NAMES: Mapping[Kind, str] = {
    Kind.OVERDUE: "Hồ sơ quá hạn",
    Kind.STEP_OVERDUE: "Bước xử lý quá hạn",
    Kind.OPINION_OVERDUE: "Ý kiến được hỏi chưa trả lời, đã quá hạn",
    Kind.SUPPLEMENT_ANSWER_OVERDUE: "Người nộp chưa bổ sung, đã hết thời gian chờ",
    Kind.NOTICE_DUE: "Chưa thông báo người nộp bổ sung giấy tờ",
    Kind.DUE_TODAY: "Hồ sơ đến hạn hôm nay",
    Kind.STEP_DUE_TODAY: "Bước xử lý đến hạn hôm nay",
    Kind.DUE_SOON: "Hồ sơ sắp đến hạn",
    Kind.LETTER_TODAY: "Nếu không kịp trả: hôm nay phải gửi văn bản xin lỗi",
    Kind.NOT_COLLECTED: "Kết quả chưa có người nhận",
}
