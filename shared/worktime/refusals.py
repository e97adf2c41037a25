"""What working time refuses to count, each with a stable code and a Vietnamese sentence."""

from shared.errors import Invalid


class WorktimeRefusal(Invalid):
    """A term, an instant, a calendar or office hours that cannot be counted with."""


class CalendarNotPublished(WorktimeRefusal):
    """The count leaves the years whose days off are known; guessing weekends only would be silently wrong."""

    def __init__(self, first_year: int, last_year: int) -> None:
        super().__init__(
            "calendar_not_published",
            f"Lịch nghỉ chỉ có từ năm {first_year} đến năm {last_year}, không tính được ra ngoài khoảng này",
        )


class DayIsNotUncertain(WorktimeRefusal):
    """Only days that the calendar itself marks as uncertain can be switched."""

    def __init__(self, days: str) -> None:
        super().__init__("day_not_uncertain", f"Không thuộc các ngày nghỉ chưa chắc chắn: {days}")


class InstantWithoutZone(WorktimeRefusal):
    """An instant without an offset could be any of several instants."""

    def __init__(self) -> None:
        super().__init__("instant_without_zone", "Thời điểm thiếu múi giờ, ví dụ phải ghi +07:00")


class InstantOutOfRange(WorktimeRefusal):
    """No dossier lies there; the limit keeps every sum of times inside what dates can hold."""

    def __init__(self, first_year: int, last_year: int) -> None:
        super().__init__("instant_out_of_range", f"Thời điểm phải từ năm {first_year} đến năm {last_year}")


class HoursNotValid(WorktimeRefusal):
    """Sessions that are empty, reversed, overlapping or out of order."""

    def __init__(self, what: str) -> None:
        super().__init__("hours_not_valid", f"Giờ làm việc không hợp lệ: {what}")


class HoursNotKnown(WorktimeRefusal):
    """No office hours were in force at the desk on that day."""

    def __init__(self, day: str) -> None:
        super().__init__("hours_not_known", f"Chưa có giờ làm việc áp dụng cho ngày {day}")


class TermNotValid(WorktimeRefusal):
    """A unit that does not exist or an amount beyond the limits."""

    def __init__(self, what: str) -> None:
        super().__init__("term_not_valid", f"Thời hạn không hợp lệ: {what}")


class SuspensionNotValid(WorktimeRefusal):
    """A pause or restart before receipt, reversed, or overlapping another."""

    def __init__(self, what: str) -> None:
        super().__init__("suspension_not_valid", f"Khoảng tạm dừng không hợp lệ: {what}")
