"""A register import as it is shown: its state in words, what was understood, which columns may be named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.texts import N_, _
from shared.vietnamese import number

UNREAD, AS_BEFORE = "-", ""
COLUMNS = {
    "code": N_("Mã hồ sơ"),
    "procedure": N_("Mã TTHC"),
    "procedure_name": N_("Tên thủ tục"),
    "applicant": N_("Tên tổ chức, cá nhân"),
    "identity": N_("Số định danh/CMND"),
    "address": N_("Địa chỉ"),
    "phone": N_("Số điện thoại"),
    "received": N_("Ngày tiếp nhận"),
    "due": N_("Ngày hẹn trả"),
    "result": N_("Ngày có kết quả"),
    "returned": N_("Ngày trả kết quả"),
    "status": N_("Tình trạng"),
    "channel": N_("Hình thức nộp"),
    "return_way": N_("Cách nhận kết quả"),
    "office": N_("Đơn vị tiếp nhận"),
    "lead": N_("Cơ quan giải quyết"),
    "sets": N_("Số bộ"),
    "note": N_("Ghi chú"),
}
_OPEN = {"waiting", "reading", "writing"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the book with what it is read as; `field` is its place in the form."""

    field: str
    heading: str
    column: str


def is_open(told: Mapping[str, Any]) -> bool:
    """Whether the work on it goes on."""
    return told["state"] in _OPEN


def state_words(told: Mapping[str, Any]) -> str:
    words = {
        "waiting": _("Đang chờ đến lượt"),
        "reading": _("Đang mở sổ"),
        "writing": _("Đang ghi") if told["committed"] else _("Đang đọc thử"),
        "done": _("Đã ghi") if told["committed"] else _("Đã đọc thử, chưa ghi"),
        "failed": _("Không đọc được"),
        "cancelled": _("Đã dừng"),
    }
    return words[told["state"]]


def headings_of(preview: Mapping[str, Any]) -> list[Heading]:
    """Of the first sheet, or those that look like a header where none was recognised."""
    columns = preview["sheets"][0]["columns"] if preview["sheets"] else preview["guess"]
    named = [(each["heading"], each["column"] or "") for each in columns]
    return [Heading(f"cot-{n}", heading, column) for n, (heading, column) in enumerate(named)]


def columns_named(written: Sequence[str], chosen: Sequence[str], before: Sequence[str]) -> dict[str, str]:
    """What the form changes: a heading whose column is not the one it was read as."""
    return {
        heading: "" if now == UNREAD else now
        for heading, now, was in zip(written, chosen, before, strict=False)
        if now not in (was, AS_BEFORE) and (now == UNREAD or now in COLUMNS)
    }


def places(group: Mapping[str, Any]) -> str:
    """`7, 8, 12`; with the sheet where a book has several."""
    first = ", ".join(
        f"{each['row']} ({each['sheet']})" if each["sheet"] else str(each["row"]) for each in group["first"]
    )
    return first + (" …" if group["rows"] > len(group["first"]) else "")


def converted_of(preview: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Samples of old writing, five at most."""
    return [sample for sheet in preview["sheets"] for sample in sheet["converted"]][:5]


def written_words(told: Mapping[str, Any]) -> str:
    """What the button and the note after it say."""
    return _("Ghi {n} dòng").format(n=number(told["imported"]))
