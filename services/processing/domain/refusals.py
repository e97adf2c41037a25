"""What processing refuses, each with a stable code and what the person at the screen can do."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

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


def backdating_needs_head(grace: timedelta) -> Forbidden:
    hours = f"{grace.total_seconds() / 3600:g}"
    return Forbidden("backdating_needs_leader", f"Việc đã xảy ra quá {hours} giờ, chỉ lãnh đạo được ghi lùi thời điểm")


def step_not_named(choice: Iterable[tuple[int, str]]) -> Conflict:
    steps = ", ".join(f"{number} ({name})" for number, name in choice) or "không có bước nào đang mở"
    return Conflict("step_not_named", f"Hãy chọn bước (step): {steps}")


def step_not_open() -> Conflict:
    return Conflict("step_not_open", "Bước này không có, đã xong hoặc không hợp với việc đang làm; hãy mở lại hồ sơ")


def step_not_known() -> Invalid:
    return Invalid("step_not_known", "Hồ sơ không có bước này")


def step_of_another(assignee: str | None) -> Forbidden:
    owner = f"Bước này đang giao cho {assignee}" if assignee else "Bước này cần vai trò cao hơn"
    return Forbidden("step_of_another", f"{owner}; lãnh đạo có thể giao lại")


def assigning_needs_head() -> Forbidden:
    return Forbidden("assigning_needs_leader", "Chỉ lãnh đạo được giao việc cho người khác")


def stage_not_before() -> Invalid:
    return Invalid("stage_not_before", "Chỉ trả lại được một bước đứng trước trong quy trình (to_stage)")


def opinion_not_complete() -> Invalid:
    return Invalid("opinion_not_complete", "Lấy ý kiến phải ghi đơn vị (office) và hạn trả lời sau lúc này (until_at)")


def field_check_not_complete() -> Invalid:
    return Invalid("field_check_not_complete", "Hẹn kiểm tra thực tế phải ghi thời điểm sau lúc này (until_at)")


def applicant_not_told() -> Conflict:
    return Conflict(
        "applicant_not_told", "Bộ phận một cửa chưa ghi nhận đã thông báo người nộp bổ sung, chưa tính được hạn trả lời"
    )


def cause_missing() -> Invalid:
    return Invalid("cause_missing", "Ghi nguyên nhân chậm phải chọn một mã nguyên nhân (reason_code)")


def not_late() -> Conflict:
    return Conflict("not_late", "Hồ sơ hoặc bước này không trễ hạn, không có nguyên nhân chậm để ghi")


def nothing_to_undo() -> Conflict:
    return Conflict("nothing_to_undo", "Không còn việc nào hoàn tác được: chỉ hoàn tác việc cuối cùng, một lần")


def act_of_another(actor: str) -> Forbidden:
    return Forbidden("act_of_another", f"Việc cuối cùng do {actor} làm; người đó hoặc lãnh đạo mới hoàn tác được")


def undo_too_late(within: timedelta) -> Conflict:
    hours = f"{within.total_seconds() / 3600:g}"
    return Conflict("undo_too_late", f"Đã quá {hours} giờ từ việc cuối cùng, chỉ lãnh đạo hoàn tác được")


def act_of_another_office(office: str) -> Forbidden:
    return Forbidden("act_of_another_office", f"Việc này do {office} làm; đơn vị của anh/chị chỉ làm phần của mình")


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
