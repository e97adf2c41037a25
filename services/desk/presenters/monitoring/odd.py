"""Oddities: kinds with their rules, and the dossiers of one kind with what people decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.clients.monitoring import Names
from services.desk.presenters.monitoring.tables import Table, count, figure, text
from services.desk.presenters.monitoring.view import View
from services.desk.presenters.written import at, day, share
from services.desk.texts import N_, _

PLACE = "/giam-sat/bat-thuong"
DECISIONS = (("explained", N_("Có lý do")), ("confirmed", N_("Đúng là bất thường")), ("reopened", N_("Xem lại")))
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Odd:
    """One dossier to look at, with the newest decision."""

    id: str
    code: str
    address: str
    office: str
    procedure: str
    at: str
    value: str
    due: str
    decided: str


def kinds_table(view: View, told: Told) -> Table:
    rows = []
    for each in told["oddities"]:
        place = f"{PLACE}/{each['kind']}"
        of, reviewed = each["share"], each["explained"] + each["confirmed"]
        rows.append(
            [
                text(each["title"], view.address(place)),
                count(each["to_review"], view.address(place)),
                count(reviewed, view.address(place, da_xem=1)),
                figure(share(of["numerator"], of["denominator"])),
                text(each["why"], kind="small"),
            ]
        )
    head = (_("Dấu hiệu"), _("Còn phải xem"), _("Đã xem"), _("Trên tổng số"), _("Vì sao lạ"))
    return Table(_("Chỉ là dấu hiệu, người xem xét mới kết luận"), head, rows)


def odd_of(view: View, item: Told, names: Names) -> Odd:
    review = item["review"]
    said = ""
    if review:
        words = dict(DECISIONS)[review["decision"]]
        said = _("{what}: {note} ({who}, {when})").format(
            what=_(words), note=review["note"], who=review["by"], when=at(review["at"])
        )
    return Odd(
        id=item["id"],
        code=item["code"],
        address=view.address(f"/giam-sat/ho-so/{item['code']}"),
        office=names.office(item["office"]),
        procedure=names.procedure(item["procedure"]),
        at=at(item["at"]),
        value="" if item["value"] is None else str(item["value"]),
        due=day(item["due_on"]),
        decided=said,
    )
