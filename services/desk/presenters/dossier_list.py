"""A list behind a number: its filter in words, and a row a dossier, filing or vote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from services.desk.clients.dossier_lists import Listed
from services.desk.presenters.badge import Badge, badge_of
from services.desk.presenters.queue import name_of
from services.desk.presenters.written import at, day
from services.desk.texts import N_, _
from shared.contracts.states import STATE_NAMES

URGENCIES: Mapping[str, str] = {
    "overdue": N_("Quá hạn"),
    "due_today": N_("Đến hạn hôm nay"),
    "in_term": N_("Còn hạn"),
    "waiting": N_("Tạm dừng"),
    "no_due_date": N_("Không định hạn"),
}
COUNTED: Mapping[str, tuple[str, str, str]] = {
    "da-giai-quyet": ("/figures/dossiers", "resolved", N_("Đã giải quyết")),
    "cho-tiep-nhan": ("/figures/filings", "pending", N_("Hồ sơ nộp chờ tiếp nhận")),
    "hai-long": ("/satisfaction/votes", "", N_("Phiếu đánh giá")),
}
_CLASSES: Mapping[str | None, str] = {
    "early": N_("Trước hạn"),
    "on_time": N_("Đúng hạn"),
    "late": N_("Quá hạn"),
    "stopped": N_("Dừng giải quyết"),
    "withdrawn": N_("Đã rút"),
    "unclassed": N_("Không xếp loại được"),
}
_VERDICTS: Mapping[str, str] = {
    "satisfied": N_("Hài lòng"),
    "neutral": N_("Bình thường"),
    "dissatisfied": N_("Không hài lòng"),
}
_NONE = Badge("none", "")


@dataclass(frozen=True, slots=True)
class ListRow:
    """`tick` is what its box sends; empty: no box."""

    badge: Badge
    address: str
    code: str
    applicant: str
    procedure: str
    state: str
    holder: str
    tick: str = ""


def words_of(office: str, *parts: str, direct: bool = False) -> str:
    """`Quá hạn · Phường Trường Thi · …`."""
    place = _("{name}, không kể đơn vị bên dưới").format(name=office) if direct else office
    return " · ".join([part for part in (*parts[:1], place, *parts[1:]) if part])


def open_rows(listed: Listed) -> list[ListRow]:
    return [_open_row(item, listed.lines.get(item["id"])) for item in listed.items]


def _open_row(item: Mapping[str, Any], line: Mapping[str, Any] | None) -> ListRow:
    return ListRow(
        badge=badge_of(item["remaining"], item["due_at"], item["waiting_since"]) if item["remaining"] else _NONE,
        address=f"/ho-so/{item['code']}",
        code=item["code"],
        applicant=name_of(line),
        procedure=line["procedure_name"] if line else item["procedure"],
        state=STATE_NAMES[item["state"]],
        holder=item["holder"] or item["holder_office_name"] or "",
        tick=f"{item['code']}|{item['version']}" if item["holder"] else "",
    )


def counted_rows(what: str, listed: Listed) -> list[ListRow]:
    row = {"hai-long": _vote_row, "cho-tiep-nhan": _filing_row}.get(what)
    if row:
        return [row(item) for item in listed.items]
    return [_ended_row(item, listed.lines.get(item["id"])) for item in listed.items]


def _ended_row(item: Mapping[str, Any], line: Mapping[str, Any] | None) -> ListRow:
    return ListRow(
        badge=Badge("late" if item["class"] == "late" else "none", _(_CLASSES.get(item["class"], ""))),
        address=f"/ho-so/{item['code']}",
        code=item["code"],
        applicant=name_of(line),
        procedure=line["procedure_name"] if line else item["procedure"],
        state=_("hẹn {due}, xong {end}").format(due=day(item["due_on"]) or "–", end=day(item["ended_on"]) or "–"),
        holder=item["office"],
    )


def _filing_row(item: Mapping[str, Any]) -> ListRow:
    return ListRow(
        badge=_NONE,
        address=f"/quay/ho-so-nop/{item['id']}",
        code=_("Nộp ngày {day}").format(day=day(item["filed_on"])),
        applicant="",
        procedure=item["procedure"],
        state=_("trả lời trước {when}").format(when=at(item["owed_until"]) if item["owed_until"] else "–"),
        holder=item["desk"],
    )


def _vote_row(item: Mapping[str, Any]) -> ListRow:
    return ListRow(
        badge=Badge("none", _(_VERDICTS[item["verdict"]])),
        address=f"/ho-so/{item['dossier']}" if item["dossier"] else "",
        code=item["dossier"] or _("không gắn hồ sơ"),
        applicant="",
        procedure=item["procedure"] or "",
        state=at(item["given_at"]),
        holder=item["office"] or "",
    )


def letter_rows(listed: Listed) -> list[ListRow]:
    """Each opens the form of the letter: a head gives the new day there."""
    return [
        ListRow(
            badge=Badge("today", _("Gửi trong hôm nay"), _("Hạn trả {when}").format(when=at(item["due_at"]))),
            address=f"/ho-so/{item['code']}/viec/extension",
            code=item["code"],
            applicant=name_of(listed.lines.get(item["dossier"])),
            procedure=_procedure(listed.lines.get(item["dossier"]), item),
            state=STATE_NAMES[item["state"]],
            holder=item["assignee"] or item["office"],
        )
        for item in listed.items
    ]


def _procedure(line: Mapping[str, Any] | None, item: Mapping[str, Any]) -> str:
    return str(line["procedure_name"] if line else item["procedure"])


def further(path: str, asked: Sequence[tuple[str, str]], cursor: str | None) -> str:
    """The next page's address; nothing after the last."""
    return f"{path}?{urlencode([*[pair for pair in asked if pair[1]], ('cursor', cursor)])}" if cursor else ""
