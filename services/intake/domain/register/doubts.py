"""What is odd about a row that is taken all the same: told to the person who hands the book in, never in the way."""

from enum import StrEnum

from services.intake.domain.dossiers.dossier_code import read_dossier_code
from services.intake.domain.register.entry import Entry


class Doubt(StrEnum):
    """Kinds of oddness. A row may have several."""

    IDENTITY_ODD = "identity_odd"
    NO_APPOINTMENT = "no_appointment"
    PROCEDURE_UNKNOWN = "procedure_unknown"
    RECEIVED_ON_DAY_OFF = "received_on_day_off"
    CODE_OF_ANOTHER_DAY = "code_of_another_day"


WORDS = {
    Doubt.IDENTITY_ODD: "Số định danh, CMND hoặc mã số thuế không đúng dạng: giữ nguyên như trong sổ",
    Doubt.NO_APPOINTMENT: "Không có ngày hẹn trả: hồ sơ không xếp được vào đúng hạn hay trễ hạn",
    Doubt.PROCEDURE_UNKNOWN: "Mã thủ tục không có trong danh mục: lấy tên thủ tục ghi trong sổ",
    Doubt.RECEIVED_ON_DAY_OFF: "Nhận trực tiếp vào ngày nghỉ",
    Doubt.CODE_OF_ANOTHER_DAY: "Ngày trong mã hồ sơ khác ngày tiếp nhận",
}


def doubts_of(entry: Entry, *, has_known_procedure: bool, is_day_off: bool) -> list[Doubt]:
    """A day off is odd only at the counter: an application by net or post may come on any day."""
    code = read_dossier_code(entry.code)
    found = {
        Doubt.IDENTITY_ODD: entry.identity_is_odd,
        Doubt.NO_APPOINTMENT: entry.due_at is None,
        Doubt.PROCEDURE_UNKNOWN: not has_known_procedure,
        Doubt.RECEIVED_ON_DAY_OFF: is_day_off and entry.channel == "direct",
        Doubt.CODE_OF_ANOTHER_DAY: bool(code and code.day and code.day != entry.accepted_at.date()),
    }
    return [doubt for doubt, is_so in found.items() if is_so]
