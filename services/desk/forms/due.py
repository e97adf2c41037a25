"""When a term ends and why, as typed by a person: the same arithmetic as `motcua due`."""

from collections.abc import Mapping
from datetime import time

from services.desk.forms.boxes import Boxes
from services.desk.forms.dates import read_moment
from services.desk.texts import N_, _
from shared.worktime import (
    P75,
    Deadline,
    HoursNotValid,
    OfficeHours,
    Sessions,
    Term,
    Unit,
    WorktimeRefusal,
    explain,
    national_calendar,
)

UNITS = {
    Unit.WORKING_DAY: N_("ngày làm việc"),
    Unit.WORKING_HOUR: N_("giờ làm việc"),
    Unit.HALF_DAY: N_("nửa ngày làm việc"),
    Unit.DAY: N_("ngày"),
    Unit.MONTH: N_("tháng"),
    Unit.YEAR: N_("năm"),
    Unit.SAME_DAY: N_("trong ngày"),
}
_OPENS = time(7, 30)


def read_due(typed: Mapping[str, list[str]]) -> tuple[Deadline | None, list[tuple[str, str]]]:
    """The due date with its story, or what is wrong at which box."""
    boxes = Boxes(typed)
    said = boxes.text("nhan", _("Nhập lúc tiếp nhận, ví dụ 08:30 05/08/2026"))
    received = read_moment(said, _OPENS) if said else None
    if said and received is None:
        boxes.problems.append(("nhan", _("Nhập lúc tiếp nhận, ví dụ 08:30 05/08/2026")))
    unit = boxes.text("loai") or Unit.WORKING_DAY.value
    amount = 0 if unit == Unit.SAME_DAY else boxes.number("so", _("Nhập thời hạn"))
    hours = _hours(boxes)
    if boxes.problems or received is None or amount is None or unit not in {each.value for each in UNITS}:
        return None, boxes.problems
    try:
        return explain(Term(Unit(unit), amount), received, national_calendar(), hours), []
    except WorktimeRefusal as refusal:
        return None, [("so" if "term" in refusal.code else "nhan", refusal.message)]


def _hours(boxes: Boxes) -> OfficeHours:
    """Seven and a half hours where nothing else is typed."""
    spans = boxes.spans("gio")
    try:
        return OfficeHours(Sessions.read(spans)) if spans else P75
    except HoursNotValid as refusal:
        boxes.problems.append(("gio", refusal.message))
        return P75
