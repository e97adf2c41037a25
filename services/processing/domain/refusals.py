"""What processing refuses, each with a stable code and what the person at the screen can do."""

from collections.abc import Iterable
from datetime import date, datetime

from services.processing.domain.state import ACT_NAMES, Act
from shared.contracts.states import STATE_NAMES, State
from shared.errors import Conflict, Forbidden, Invalid
from shared.worktime import day_in_words


class ActNotAllowed(Conflict):
    """The table of transitions has no such act from the present state."""


def act_not_allowed(act: Act, state: State, allowed: Iterable[Act]) -> ActNotAllowed:
    choices = ", ".join(ACT_NAMES[choice] for choice in allowed) or "không còn việc nào"
    return ActNotAllowed(
        "act_not_allowed",
        f"Hồ sơ {STATE_NAMES[state]}, không thể {ACT_NAMES[act]}. Việc có thể làm: {choices}.",
    )


def already_done_once(act: Act) -> Conflict:
    code = "supplement_already_requested" if act is Act.SUPPLEMENT_REQUESTED else "term_already_extended"
    return Conflict(code, f"Chỉ được {ACT_NAMES[act]} một lần cho mỗi hồ sơ")


def reason_missing(act: Act) -> Invalid:
    return Invalid("reason_missing", f"Muốn {ACT_NAMES[act]} phải ghi rõ lý do (reason_code hoặc note)")


def letter_too_late(latest_on: date) -> Conflict:
    return Conflict(
        "letter_too_late", f"Văn bản xin lỗi phải gửi chậm nhất {day_in_words(latest_on)}, trước ngày hẹn trả"
    )


def no_due_date() -> Conflict:
    return Conflict("no_due_date", "Hồ sơ không có hạn trả nên không thể hẹn lại")


def promise_not_later(due_on: date) -> Invalid:
    return Invalid("promise_not_later", f"Ngày hẹn lại phải sau hạn trả hiện tại ({day_in_words(due_on)})")


def answer_time_not_over(last_on: date) -> Conflict:
    return Conflict(
        "answer_time_not_over", f"Người nộp còn được bổ sung đến hết {day_in_words(last_on)}, chưa thể đóng hồ sơ"
    )


def happened_before_last_act(last_at: datetime) -> Invalid:
    when = last_at.isoformat(timespec="seconds")
    return Invalid("happened_before_last_act", f"Thời điểm sớm hơn việc gần nhất của hồ sơ ({when})")


def happened_in_future() -> Invalid:
    return Invalid("happened_in_future", "Thời điểm ở tương lai")


def moved_away(office: str) -> Forbidden:
    return Forbidden("dossier_moved", f"Hồ sơ đã chuyển sang {office}; đơn vị cũ chỉ xem được, không làm tiếp")


def succession_cycle() -> Conflict:
    return Conflict("office_cycle", "Đơn vị không thể kế thừa chính nó")


def outcome_contradicts() -> Conflict:
    return Conflict("outcome_contradicts", "Sổ ghi kết cục khác với kết cục đã ghi nhận của hồ sơ")


def version_conflict(actor: str, at: datetime, version: int) -> Conflict:
    when = at.isoformat(timespec="seconds")
    return Conflict(
        "version_conflict", f"{actor} vừa cập nhật hồ sơ lúc {when} (phiên bản {version}); hãy mở lại rồi làm tiếp"
    )
