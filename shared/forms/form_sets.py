"""The sets of forms that the law has prescribed, each with the days on which papers are made by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """What a paper is for, whatever its number and title in a set."""

    RECEIPT = "receipt"
    COMPLETION_REQUEST = "completion_request"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP_NOTICE = "stop_notice"
    CONTROL_SLIP = "control_slip"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A form's number and title."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class FormSet:
    """The forms of one circular. `desk_name` is what a one-stop desk without a name of its own is called."""

    circular: str
    valid_from: date
    valid_to: date | None
    desk_name: str
    forms: Mapping[Form, Prescribed]


_RECEIPT = Prescribed("01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
_COMPLETION_REQUEST = Prescribed("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
_REFUSAL = Prescribed("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ")
_CONTROL_SLIP = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_REGISTER = "Sổ theo dõi hồ sơ"

FORM_SETS = (
    FormSet(
        circular="Thông tư số 01/2018/TT-VPCP",
        valid_from=date(2019, 1, 6),
        valid_to=date(2025, 9, 14),
        desk_name="Bộ phận Tiếp nhận và Trả kết quả",
        forms={
            Form.RECEIPT: _RECEIPT,
            Form.COMPLETION_REQUEST: _COMPLETION_REQUEST,
            Form.REFUSAL: _REFUSAL,
            Form.APOLOGY: Prescribed("04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
            Form.CONTROL_SLIP: Prescribed("05", _CONTROL_SLIP),
            Form.REGISTER: Prescribed("06", _REGISTER),
        },
    ),
    FormSet(
        circular="Thông tư số 03/2025/TT-VPCP",
        valid_from=date(2025, 9, 15),
        valid_to=None,
        desk_name="Trung tâm Phục vụ hành chính công",
        forms={
            Form.RECEIPT: _RECEIPT,
            Form.COMPLETION_REQUEST: _COMPLETION_REQUEST,
            Form.REFUSAL: _REFUSAL,
            Form.APOLOGY: Prescribed("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
            Form.STOP_NOTICE: Prescribed("05", "Thông báo dừng giải quyết hồ sơ"),
            Form.CONTROL_SLIP: Prescribed("06", _CONTROL_SLIP),
            Form.REGISTER: Prescribed("07", _REGISTER),
        },
    ),
)


def form_set(on: date) -> FormSet:
    """The set in force on a day; the books begin a year before the first set, those days have the first set too."""
    return next((forms for forms in reversed(FORM_SETS) if forms.valid_from <= on), FORM_SETS[0])
