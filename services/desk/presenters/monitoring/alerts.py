"""What a monitor is warned of: each kind with how many, and where each leads."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from services.desk.clients.monitoring import Names
from services.desk.presenters.badge import badge_of
from services.desk.presenters.monitoring.parts import FEW
from services.desk.presenters.monitoring.tables import Cell, Table, count, figure, text
from services.desk.presenters.monitoring.view import View
from services.desk.presenters.written import at, day, share
from services.desk.texts import _
from shared.text import fold
from shared.vietnamese import number

PLACE = "/giam-sat/canh-bao"
LATE_DAYS, WAIT_DAYS, THRESHOLD = 10, 30, 5
Told = Mapping[str, Any]


def summary_of(view: View, oddities: Told, late: int, waiting: int, over: int, silent: int, threshold: int) -> Table:
    """Each line leads to its dossiers, or to the units further down."""
    again = oddities["oddities"][0]
    odd = view.address("/giam-sat/bat-thuong/repeated_supplement")
    rows: list[list[Cell]] = [
        [text(_("Đơn vị có trên {n}% hồ sơ quá hạn").format(n=threshold)), count(over, "#list-2")],
        [text(_("Hồ sơ quá hạn trên {n} ngày").format(n=LATE_DAYS)), count(late, view.address(f"{PLACE}/qua-han"))],
        [text(_("Hồ sơ yêu cầu bổ sung từ hai lần, chưa xem xét")), count(again["to_review"], odd)],
        [text(_("Đơn vị chưa có số liệu từ ngày làm việc trước")), count(silent, "#list-3")],
        [text(_("Dừng tính giờ trên {n} ngày").format(n=WAIT_DAYS)), count(waiting, view.address(f"{PLACE}/dung-gio"))],
    ]
    return Table(_("Cảnh báo lúc này"), (_("Cảnh báo"), _("Số lượng")), rows)


def over_threshold(parts: Sequence[Told], threshold: int) -> list[Told]:
    """The largest share first; too few dossiers say nothing."""

    def late(part: Told) -> Fraction:
        return Fraction(part["figures"]["late"], part["figures"]["resolved"])

    judged = [part for part in parts if part["figures"]["resolved"] >= FEW]
    return sorted((part for part in judged if late(part) * 100 > threshold), key=lambda part: -late(part))


def units_table(view: View, parts: Sequence[Told], threshold: int) -> Table:
    rows = []
    for part in parts:
        figures, unit = part["figures"], view.of_office(part["key"])
        own = "1" if part["is_own"] else None
        rows.append(
            [
                text(part["name"], unit.address()),
                count(figures["late"], unit.dossiers("late", rieng=own)),
                count(figures["resolved"], unit.dossiers("resolved", rieng=own)),
                figure(share(figures["late"], figures["resolved"])),
            ]
        )
    caption = _("Đơn vị có trên {n}% hồ sơ quá hạn").format(n=threshold)
    head = (_("Đơn vị"), _("Quá hạn"), _("Đã giải quyết"), _("Tỷ lệ"))
    return Table(caption, head, rows, _("Không có đơn vị nào có trên {n}% hồ sơ quá hạn.").format(n=threshold))


def silent_table(view: View, told: Told) -> Table:
    never = _("không có gì từ {day}").format(day=day(told["looked_from"]))
    units = sorted(told["items"], key=lambda unit: (unit["last_on"] or "", fold(unit["name"])))
    rows = [
        [text(unit["name"], view.of_office(unit["code"]).address()), text(day(unit["last_on"]) or never)]
        for unit in units
    ]
    caption = _("Đơn vị chưa có số liệu từ {day} – số liệu thiếu, không phải bằng 0").format(
        day=day(told["quiet_since"])
    )
    return Table(caption, (_("Đơn vị"), _("Số liệu cuối cùng")), rows, _("Đơn vị nào cũng có số liệu."))


def open_table(view: View, page: Told, total: int, names: Names, caption: str, next_: str) -> Table:
    """Processing's own list of open dossiers, by due date."""
    rows = []
    for item in page["dossiers"]:
        badge = badge_of(item["remaining"], item["due_at"], item["waiting_since"])
        rows.append(
            [
                text(item["code"], view.address(f"/giam-sat/ho-so/{item['code']}")),
                text(names.office(item["office"])),
                text(names.procedure(item["procedure"]), kind="one"),
                text(at(item["due_at"])),
                text(f"{badge.shape} {badge.text}", kind="late-mark" if badge.kind == "late" else ""),
                text(_("dừng từ {day}").format(day=day(item["waiting_since"])) if item["waiting_since"] else ""),
            ]
        )
    head = (_("Mã hồ sơ"), _("Đơn vị"), _("Thủ tục"), _("Hạn trả"), _("Tình trạng"), _("Dừng tính giờ"))
    words = _("{caption}: {n} hồ sơ").format(caption=caption, n=number(total))
    return Table(words, head, rows, _("Không có hồ sơ nào."), next_)
