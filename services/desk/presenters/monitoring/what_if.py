"""What a shorter limit or another calendar would have meant, as plain tables."""

from collections.abc import Mapping
from typing import Any

from services.desk.clients.monitoring import Names
from services.desk.presenters.monitoring.measures import CLASSES
from services.desk.presenters.monitoring.tables import Cell, Table, count, figure, text
from services.desk.presenters.monitoring.view import View
from services.desk.presenters.written import day, share
from services.desk.texts import N_, _
from shared.vietnamese import number

LIMITS, CALENDAR = "/giam-sat/rut-ngan", "/giam-sat/doi-lich"
_LEFT_OUT = {
    "ended_without_result": N_("kết thúc không có kết quả"),
    "unclassed": N_("không có hạn trả, hoặc dữ liệu mâu thuẫn"),
    "hour_limit": N_("thời hạn tính theo giờ"),
    "calendar_not_published": N_("ngoài các năm đã có lịch"),
}
Told = Mapping[str, Any]


def limits_tables(view: View, told: Told) -> list[Table]:
    targets = [
        [
            figure(f"{each['share']:g}%".replace(".", ",")),
            figure(_("{n} ngày").format(n=each["limit"]["limit"]) if each["limit"] else "–"),
        ]
        for each in told["targets"]
    ]
    rows = [_limit(view, each) for each in told["limits"]]
    head = (_("Thời hạn (ngày làm việc)"), _("Sẽ đúng hạn"), _("Tỷ lệ"), _("Đang không trễ mà sẽ trễ"))
    goal = (_("Muốn đúng hạn"), _("thì thời hạn ngắn nhất"))
    return [
        Table(_("Thời hạn ngắn nhất giữ được tỷ lệ"), goal, targets),
        Table(_("Mỗi thời hạn"), head, rows, _("Kỳ này thủ tục chưa có hồ sơ nào kết thúc.")),
    ]


def _limit(view: View, each: Told) -> list[Cell]:
    kept, days = each["kept"], each["limit"]
    return [
        figure(str(days)),
        count(kept["numerator"]),
        figure(share(kept["numerator"], kept["denominator"])),
        count(each["newly_late"], view.address(f"{LIMITS}/ho-so", ngay=str(days))),
    ]


def limits_lead(told: Told, names: Names) -> str:
    was, usual = told["as_it_was"], told["usual_limit"]
    said = _("{procedure}: đã đúng hạn {share} ({part}/{whole})").format(
        procedure=names.procedure(told["procedure"]),
        share=share(was["numerator"], was["denominator"]),
        part=number(was["numerator"]),
        whole=number(was["denominator"]),
    )
    return said + (_(", thời hạn thường gặp {n} ngày").format(n=usual["days"]) if usual else "")


def limits_notes(told: Told) -> list[str]:
    left = [
        _("Không tính {n} hồ sơ: {why}").format(n=number(n), why=_(_LEFT_OUT.get(why, why)))
        for why, n in told["left_out"].items()
        if n
    ]
    return [told["how"], *left, _("Đây là điều quá khứ cho thấy; người phải làm nhanh hơn có thể làm nhanh hơn.")]


def slow_table(view: View, told: Told, names: Names, more: str) -> Table:
    rows = [
        [
            text(item["code"], view.address(f"/giam-sat/ho-so/{item['code']}")),
            text(names.office(item["office"])),
            text(day(item["accepted_on"])),
            text(day(item["due_on"])),
            text(day(item["ended_on"])),
            count(item["days"]),
            text(_(CLASSES.get(item["class"], item["class"]))),
        ]
        for item in told["items"]
    ]
    head = (
        *(_("Mã hồ sơ"), _("Đơn vị"), _("Tiếp nhận"), _("Hạn trả"), _("Có kết quả")),
        *(_("Ngày làm việc đã dùng"), _("Đã xếp loại")),
    )
    caption = _("{n} hồ sơ sẽ thành trễ hạn").format(n=number(told["total"]))
    return Table(caption, head, rows, _("Không có hồ sơ nào."), more)


def calendar_tables(view: View, told: Told, names: Names, days: str) -> list[Table]:
    whole = _moved(view, told["whole"], days, _("Tất cả"), {})
    offices = [
        _moved(view, each, days, names.office(each["office"]), {"co-quan": each["office"]}) for each in told["offices"]
    ]
    by_days = [
        [
            text(_("sớm hơn") if each["direction"] == "earlier" else _("muộn hơn")),
            count(abs(each["days"])),
            count(each["dossiers"], _listed(view, days, {"huong": each["direction"], "so-ngay": str(each["days"])})),
        ]
        for each in told["whole"]["by_days"]
    ]
    head = (_("Cơ quan giải quyết"), _("Hạn dời"), _("Sớm hơn"), _("Muộn hơn"))
    return [
        Table(_("Hạn trả của hồ sơ đang mở sẽ dời"), head, [whole, *offices]),
        Table(_("Dời bao nhiêu ngày theo lịch"), (_("Hướng"), _("Số ngày"), _("Hồ sơ")), by_days),
    ]


def _moved(view: View, each: Told, days: str, name: str, more: Mapping[str, str]) -> list[Cell]:
    return [
        text(name),
        count(each["moved"], _listed(view, days, more)),
        count(each["earlier"], _listed(view, days, {**more, "huong": "earlier"})),
        count(each["later"], _listed(view, days, {**more, "huong": "later"})),
    ]


def _listed(view: View, days: str, more: Mapping[str, str]) -> str:
    return view.address(f"{CALENDAR}/ho-so", **{"ngay": days, **more})


def moving_table(view: View, told: Told, names: Names, more: str) -> Table:
    rows = [
        [
            text(item["code"], view.address(f"/giam-sat/ho-so/{item['code']}")),
            text(names.office(item["office"])),
            text(names.procedure(item["procedure"]), kind="one"),
            text(day(item["counted_on"])),
            text(day(item["would_be_on"])),
            figure(f"{item['days']:+}"),
        ]
        for item in told["dossiers"]
    ]
    head = (_("Mã hồ sơ"), _("Đơn vị"), _("Thủ tục"), _("Theo lịch nay"), _("Theo lịch mới"), _("Dời (ngày)"))
    return Table(_("Hồ sơ có hạn dời, hạn gần trước"), head, rows, _("Không có hồ sơ nào."), more)
