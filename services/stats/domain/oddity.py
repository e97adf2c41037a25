"""Ways to dress the figures, and what gives them away (domain.md I.1): rules with their thresholds as data.

They warn; a person looks and decides. What the facts cannot show is named too, so that nobody takes silence for proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Threshold = int | str  # a clock time as HH:MM


class Kind(StrEnum):
    """What seems odd about a dossier."""

    CLOSED_AT_PERIOD_END = "closed_at_period_end"
    CLOSED_IN_A_BURST = "closed_in_a_burst"
    CLOSED_OUTSIDE_HOURS = "closed_outside_hours"
    RETURNED_AT_ONCE = "returned_at_once"
    HURRIED_STEPS = "hurried_steps"
    LETTER_AFTER_DUE = "letter_after_due"
    SECOND_LETTER = "second_letter"
    REPEATED_SUPPLEMENT = "repeated_supplement"
    SUPPLEMENT_ON_DUE_DAY = "supplement_on_due_day"
    ENTERED_IN_A_BURST = "entered_in_a_burst"


class Decision(StrEnum):
    """What a person found; `REOPENED` takes an earlier decision back."""

    EXPLAINED = "explained"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Rule:
    """`base` says of what the count is a part; `value` what the number beside each dossier means, if there is one."""

    kind: Kind
    title: str
    base: str
    why: str
    thresholds: Mapping[str, Threshold]
    value: str | None = None


RULES: Mapping[Kind, Rule] = {
    rule.kind: rule
    for rule in (
        Rule(
            Kind.CLOSED_AT_PERIOD_END,
            "Kết thúc dồn vào những ngày làm việc cuối kỳ báo cáo",
            "Hồ sơ kết thúc trong các tháng báo cáo (ngày 15 đến ngày 14) có ngày cuối nằm trong khoảng đã chọn",
            "Ở đơn vị này, tỷ lệ kết thúc trong những ngày cuối kỳ cao hơn nhiều lần mức bình quân mỗi ngày làm việc",
            {"last_working_days": 2, "times_the_usual": 3, "at_least": 20},
            "Số hồ sơ đơn vị kết thúc trong những ngày cuối của kỳ đó",
        ),
        Rule(
            Kind.CLOSED_IN_A_BURST,
            "Nhiều hồ sơ kết thúc trong cùng một phút",
            "Hồ sơ kết thúc trong khoảng đã chọn, không kể sổ cũ nhập vào",
            "Cùng đơn vị, cùng tài khoản (khi bước cuối có ghi tài khoản) và cùng một phút",
            {"in_one_minute": 10},
            "Số hồ sơ kết thúc trong phút đó",
        ),
        Rule(
            Kind.CLOSED_OUTSIDE_HOURS,
            "Kết thúc ngoài giờ làm việc",
            "Hồ sơ kết thúc trong khoảng đã chọn, không kể sổ cũ nhập vào",
            "Trước hoặc sau giờ ghi ở ngưỡng, hoặc vào ngày nghỉ theo lịch quốc gia; đơn vị có thể làm ngoài giờ thật",
            {"opens": "06:30", "closes": "17:30"},
        ),
        Rule(
            Kind.RETURNED_AT_ONCE,
            "Có kết quả và trả kết quả cách nhau vài giây",
            "Hồ sơ có kết quả trong khoảng đã chọn và đã trả, không kể sổ cũ nhập vào",
            "Bấm xong hai bước liền nhau: kết quả có thể chưa có thật, hoặc đã trả từ trước",
            {"within_seconds": 10},
            "Số giây giữa có kết quả và trả kết quả",
        ),
        Rule(
            Kind.HURRIED_STEPS,
            "Bước chỉ kéo dài chốc lát ngay sau một bước rất dài",
            "Hồ sơ kết thúc trong khoảng đã chọn có ghi ít nhất hai bước",
            "Chậm ở một bước rồi bấm qua các bước còn lại",
            {"short_seconds": 120, "long_hours": 24},
            "Số giây của bước ngắn nhất",
        ),
        Rule(
            Kind.LETTER_AFTER_DUE,
            "Thư xin lỗi, hẹn lại gửi sau ngày hẹn trả",
            "Hồ sơ có thư xin lỗi gửi trong khoảng đã chọn",
            "Thư phải gửi chậm nhất một ngày trước ngày hẹn trả (NĐ 118/2025, khoản 6 Điều 19)",
            {"days_after_due": 1},
            "Số ngày thư gửi sau ngày hẹn trả",
        ),
        Rule(
            Kind.SECOND_LETTER,
            "Hẹn lại nhiều lần",
            "Hồ sơ có thư xin lỗi gửi trong khoảng đã chọn",
            "Từ lá thư thứ hai trở đi",
            {"letters": 2},
            "Số thư đã gửi",
        ),
        Rule(
            Kind.REPEATED_SUPPLEMENT,
            "Yêu cầu bổ sung nhiều lần",
            "Hồ sơ có yêu cầu bổ sung trong khoảng đã chọn",
            "Chỉ được yêu cầu bổ sung một lần; chỉ số QĐ 766 tính hồ sơ yêu cầu lần thứ hai là trễ hạn",
            {"requests": 2},
            "Số lần yêu cầu bổ sung",
        ),
        Rule(
            Kind.SUPPLEMENT_ON_DUE_DAY,
            "Yêu cầu bổ sung vào đúng ngày hẹn trả hoặc sau đó",
            "Hồ sơ có yêu cầu bổ sung trong khoảng đã chọn",
            "Yêu cầu bổ sung làm thời hạn tính lại; yêu cầu vào ngày cuối có thể chỉ để kéo dài thời hạn",
            {"days_before_due": 0},
            "Số ngày yêu cầu sau ngày hẹn trả (0 là đúng ngày hẹn)",
        ),
        Rule(
            Kind.ENTERED_IN_A_BURST,
            "Nhiều hồ sơ tiếp nhận trong cùng một phút ở một nơi",
            "Hồ sơ nộp trực tiếp tiếp nhận trong khoảng đã chọn, không kể sổ cũ nhập vào",
            "Có thể đã nhận giấy trước rồi nhập dồn; nơi có rất nhiều quầy thì bình thường",
            {"in_one_minute": 10},
            "Số hồ sơ tiếp nhận trong phút đó",
        ),
    )
}

NOT_SEEN: Mapping[str, str] = {
    "entered_again": "Từ chối, dừng hoặc rút rồi nộp lại: thống kê không giữ thông tin người nộp",
    "filed_for_the_citizen": "Nộp trực tuyến hộ từ một máy hoặc một tài khoản: bản tin không có máy và tài khoản nộp",
    "result_without_a_file": "Có kết quả mà không có tệp đã ký, hoặc tệp đưa lên sau: bản tin không có tệp",
    "empty_scan": "Bản chụp một trang hoặc trùng nhau: bản tin không có tệp",
    "entered_late": "Nhập muộn hơn lúc nhận: bản tin chỉ có lúc tiếp nhận đã khai",
}
