"""Rankings, the index of QĐ 766 and votes, as plain tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.desk.clients.monitoring import Names
from services.desk.presenters.monitoring.tables import Cell, Table, count, figure, text
from services.desk.presenters.monitoring.view import View
from services.desk.presenters.written import at, day, share
from services.desk.texts import N_, _
from shared.vietnamese import number

Told = Mapping[str, Any]
RANKED_BY = (
    ("on_time", N_("Tỷ lệ đúng hạn")),
    ("late", N_("Tỷ lệ quá hạn")),
    ("overdue", N_("Tỷ lệ đang giải quyết quá hạn")),
    ("resolved_share", N_("Tỷ lệ đã giải quyết")),
    ("online_share", N_("Tỷ lệ trực tuyến")),
)
# The counts above and below the line of each rate.
_PARTS = {
    "on_time": ("early.on_time", "resolved"),
    "late": ("late", "resolved"),
    "overdue": ("overdue", "in_term.overdue.waiting"),
    "resolved_share": ("resolved", "carried_over.received.moved_in"),
    "online_share": ("online", "received"),
}
_BESIDE = {"within": N_("có thể chỉ do ngẫu nhiên"), "above": N_("cao hơn hẳn"), "below": N_("thấp hơn hẳn")}
_COSTS = {"late": N_("quá hạn"), "disliked": N_("không hài lòng"), "complaint": N_("bị khiếu nại")}
_VERDICTS = {"satisfied": N_("hài lòng"), "neutral": N_("bình thường"), "dissatisfied": N_("không hài lòng")}
_SOURCES = {
    "tracker": N_("trang tra cứu"),
    "desk_device": N_("máy tại quầy"),
    "portal": N_("cổng dịch vụ công"),
    "message": N_("tin nhắn"),
}
INDEX, VOTES = "/giam-sat/chi-so-766", "/giam-sat/hai-long"


def ranking_tables(view: View, told: Told, by: str) -> list[Table]:
    whole = told["whole"]
    said = _("Tỷ lệ chung {share} ({part}/{whole})").format(
        share=share(whole["numerator"], whole["denominator"]),
        part=number(whole["numerator"]),
        whole=number(whole["denominator"]),
    )
    few = _("Dưới {n} hồ sơ: không xếp hạng").format(n=told["minimum"])
    return [
        Table(
            said, _rank_head(), [_ranked(view, each, by) for each in told["ranked"]], _("Chưa có đơn vị nào đủ hồ sơ.")
        ),
        Table(few, _rank_head(), [_ranked(view, each, by) for each in told["too_few"]]),
    ]


def _rank_head() -> Sequence[str]:
    return _("Hạng"), _("Đơn vị"), _("Tử số"), _("Mẫu số"), _("Tỷ lệ"), _("Có thể nằm trong"), _("So với chung")


def _ranked(view: View, each: Told, by: str) -> list[Cell]:
    rate, unit, between = each["rate"], view.of_office(each["code"]), each["interval"]
    above, below = _PARTS[by]
    span = f"{_written(between['lower'])}–{_written(between['upper'])}%" if between else ""
    return [
        figure(str(each["place"] or "–")),
        text(each["name"], unit.address()),
        count(rate["numerator"], unit.dossiers(above)),
        count(rate["denominator"], unit.dossiers(below)),
        figure(share(rate["numerator"], rate["denominator"])),
        figure(span),
        text(_(_BESIDE[each["beside_whole"]]) if each["beside_whole"] else ""),
    ]


def _written(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


def index_tables(view: View, told: Told) -> list[Table]:
    head = (_("Tiêu chí"), _("Điểm"), _("Tối đa"), _("Tử số"), _("Mẫu số"), _("Tỷ lệ"), _("Nguồn"))
    tables = []
    for group in told["groups"]:
        total = group["sum"]
        caption = _("{name}: {points} điểm trên {most}").format(
            name=group["name"], points=_written(total["points"]), most=total["maximum"]
        )
        tables.append(Table(caption, head, [_index_item(view, item) for item in group["items"]]))
    return tables


def _index_item(view: View, item: Told) -> list[Cell]:
    """Points that were lost open the dossiers that lost them."""
    lost = view.address(f"{INDEX}/{item['code']}") if item["dossiers"] else ""
    known = item["denominator"] is not None
    return [
        text(f"{item['code']} {item['name']}", lost),
        figure(_written(item["points"])),
        figure(str(item["maximum"])),
        count(item["numerator"]),
        count(item["denominator"]),
        figure(share(item["numerator"], item["denominator"]) if known else "–"),
        text(item["status_text"]),
    ]


def costly_table(view: View, told: Told, names: Names, more: str) -> Table:
    rows = [
        [
            text(item["code"], view.address(f"/giam-sat/ho-so/{item['code']}")),
            text(names.office(item["office"])),
            text(names.procedure(item["procedure"]), kind="one"),
            text(day(item["accepted_on"])),
            text(day(item["due_on"])),
            text(", ".join(_(_COSTS.get(cost, cost)) for cost in item["costs"])),
        ]
        for item in told["items"]
    ]
    head = (_("Mã hồ sơ"), _("Đơn vị"), _("Thủ tục"), _("Tiếp nhận"), _("Hạn trả"), _("Mất điểm vì"))
    caption = _("{n} hồ sơ làm mất điểm").format(n=number(told["total"]))
    return Table(caption, head, rows, _("Không có hồ sơ nào làm mất điểm."), more)


def votes_tables(view: View, told: Told) -> list[Table]:
    own = told["all"]
    rows = [
        [
            text(_(words)),
            count(own[name], view.address(f"{VOTES}/phieu", loai=name)),
            figure(share(own[name], own["votes"])),
        ]
        for name, words in _VERDICTS.items()
    ]
    flags = [[text(each["meaning"]), count(each["votes"], _odd_votes(view, each))] for each in told["flags"] or ()]
    units = [_unit_votes(view, part) for part in told["parts"]]
    head = (_("Đơn vị"), _("Hài lòng"), _("Mọi phiếu"), _("Tỷ lệ"))
    return [
        Table(_("{n} phiếu").format(n=number(own["votes"])), (_("Đánh giá"), _("Số phiếu"), _("Tỷ lệ")), rows),
        Table(_("Theo đơn vị"), head, units, _("Chưa có phiếu nào.")),
        Table(_("Phiếu có dấu hiệu lạ"), (_("Dấu hiệu"), _("Số phiếu")), flags),
    ]


def _odd_votes(view: View, flag: Told) -> str:
    return view.address(f"{VOTES}/phieu", dau_hieu=flag["oddity"])


def _unit_votes(view: View, part: Told) -> list[Cell]:
    unit, votes = view.of_office(part["key"]), part["all"]
    return [
        text(part["name"] or part["key"], unit.address(VOTES)),
        count(votes["satisfied"], unit.address(f"{VOTES}/phieu", loai="satisfied")),
        count(votes["votes"], unit.address(f"{VOTES}/phieu")),
        figure(share(votes["satisfied"], votes["votes"])),
    ]


def vote_rows(view: View, told: Told, names: Names, more: str) -> Table:
    rows = [
        [
            text(vote["dossier"] or "–", view.address(f"/giam-sat/ho-so/{vote['dossier']}") if vote["dossier"] else ""),
            text(names.office(vote["office"]) if vote["office"] else ""),
            text(names.procedure(vote["procedure"]) if vote["procedure"] else "", kind="one"),
            text(_(_VERDICTS.get(vote["verdict"], vote["verdict"]))),
            text(_(_SOURCES.get(vote["source"], vote["source"]))),
            text(at(vote["given_at"])),
        ]
        for vote in told["items"]
    ]
    head = (_("Hồ sơ"), _("Đơn vị"), _("Thủ tục"), _("Đánh giá"), _("Gửi từ"), _("Lúc"))
    return Table(_("Gửi trước đứng trước"), head, rows, _("Không có phiếu nào."), more)
