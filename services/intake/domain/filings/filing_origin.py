"""Where a filing comes from, by what its sender knows it, and when the sender says that it was filed."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.terms import Channel
from shared.errors import Invalid

COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Origin:
    """`code` is the sender's own, unique for its source; `slip` numbers the post's hand-over record (QĐ 45/2016)."""

    source: str
    code: str
    slip: str | None
    filed_at: datetime


def filed_when(
    source: str, code: str | None, channel: Channel, slip: str | None, stated_at: datetime | None, now: datetime
) -> datetime:
    """At the counter the clock tells it, elsewhere the sender; refuses what cannot belong together, by field."""
    wrong = _wrong_at_counter(channel, stated_at) if source == COUNTER else _wrong_elsewhere(code, stated_at, now)
    if channel is Channel.POST and slip is None:
        wrong["slip"] = "Nộp qua bưu chính phải có số phiếu giao nhận"
    if channel is not Channel.POST and slip is not None:
        wrong["slip"] = "Số phiếu giao nhận chỉ dùng khi nộp qua bưu chính"
    if wrong:
        raise Invalid("filing_origin_not_valid", "; ".join(wrong.values()), fields=wrong)
    return stated_at or now


def _wrong_at_counter(channel: Channel, stated_at: datetime | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if channel is not Channel.DIRECT:
        wrong["channel"] = "Nộp tại quầy là hình thức trực tiếp (direct)"
    if stated_at is not None:
        wrong["filed_at"] = "Nộp tại quầy thì giờ nộp là giờ của hệ thống, không khai"
    return wrong


def _wrong_elsewhere(code: str | None, stated_at: datetime | None, now: datetime) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if code is None:
        wrong["source_code"] = "Thiếu mã hồ sơ của nơi gửi"
    if stated_at is None:
        wrong["filed_at"] = "Thiếu thời điểm người nộp đã nộp hồ sơ"
    elif stated_at > now:
        wrong["filed_at"] = "Thời điểm nộp không được ở tương lai"
    return wrong
