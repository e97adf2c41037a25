"""What makes a vote odd. Odd votes are flagged, never dropped: a person decides (domain.md I.1)."""

from datetime import timedelta
from enum import StrEnum


class Oddity(StrEnum):
    """Signals that somebody may have voted for the citizen, or that the vote cannot be placed yet."""

    SECONDS_AFTER_RETURN = "seconds_after_return"
    BEFORE_RESULT = "before_result"
    MANY_FROM_DEVICE = "many_from_device"
    DESK_ADDRESS = "desk_address"
    ANOTHER_VOTE = "another_vote"
    DOSSIER_UNKNOWN = "dossier_unknown"


# A citizen needs longer than this to take the result and vote.
SECONDS_AFTER_RETURN = timedelta(seconds=30)
# A device at a busy counter serves one citizen in a few minutes.
MANY = 5
MANY_WITHIN = timedelta(minutes=5)

IN_WORDS = {
    Oddity.SECONDS_AFTER_RETURN: f"Đánh giá trong vòng {SECONDS_AFTER_RETURN.seconds} giây sau khi trả kết quả",
    Oddity.BEFORE_RESULT: "Đánh giá trước khi có kết quả",
    Oddity.MANY_FROM_DEVICE: f"Từ {MANY} phiếu trở lên của một thiết bị trong {MANY_WITHIN.seconds // 60} phút",
    Oddity.DESK_ADDRESS: "Gửi từ địa chỉ mạng của chính bộ phận một cửa",
    Oddity.ANOTHER_VOTE: "Hồ sơ đã có phiếu đánh giá khác trước đó",
    Oddity.DOSSIER_UNKNOWN: "Chưa có hồ sơ mang mã này trong số liệu",
}
