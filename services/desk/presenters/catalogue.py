"""What the catalogue says, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.desk.presenters.written import day as written_day
from services.desk.texts import N_, _
from shared.worktime import Term, Unit

ACTIONS = {"new": N_("Ban hành mới"), "amended": N_("Sửa đổi"), "replaced": N_("Thay thế"), "abolished": N_("Bãi bỏ")}
CHANNELS = {"direct": N_("Trực tiếp"), "online": N_("Trực tuyến"), "post": N_("Bưu chính")}
LEVELS = {"bo": N_("Bộ"), "tinh": N_("Tỉnh"), "huyen": N_("Huyện"), "xa": N_("Xã"), "khac": N_("Khác")}
UNITS = {
    "working_day": N_("ngày làm việc"),
    "working_hour": N_("giờ làm việc"),
    "half_day": N_("nửa ngày làm việc"),
    "day": N_("ngày"),
    "week": N_("tuần"),
    "month": N_("tháng"),
    "year": N_("năm"),
    "hour": N_("giờ"),
    "same_day": N_("trong ngày"),
}
_PARTS = {
    "name": N_("tên"),
    "channels": N_("cách nộp"),
    "papers": N_("thành phần hồ sơ"),
    "term": N_("thời hạn"),
    "subjects": N_("đối tượng"),
    "agency": N_("cơ quan thực hiện"),
    "result": N_("kết quả"),
}
_ALWAYS = "1900-01-01"
_ACTS = {
    "decision_prepared": N_("Lập dự thảo"),
    "decision_changed": N_("Sửa phần đầu"),
    "item_put": N_("Đưa thủ tục vào dự thảo"),
    "items_put": N_("Đưa nhiều thủ tục vào dự thảo"),
    "item_taken_out": N_("Bỏ thủ tục khỏi dự thảo"),
    "decision_published": N_("Công bố"),
    "decision_entered": N_("Ghi ngày nhập CSDL quốc gia"),
    "limit_shortened": N_("Rút ngắn thời hạn"),
    "shortened_limit_ended": N_("Chấm dứt rút ngắn"),
    "group_saved": N_("Đặt tên nhóm liên thông"),
}


def term_words(term: Mapping[str, Any] | None) -> str:
    """`5 ngày làm việc`."""
    if term is None:
        return _("chưa có")
    return str(Term(Unit(term["unit"]), term["amount"]))


def parts_words(parts: Sequence[str]) -> str:
    """Which parts of a publication are lacking."""
    return ", ".join(_(_PARTS.get(part, part)) for part in parts)


def copies_words(paper: Mapping[str, Any]) -> str:
    """`bản chính 1, điện tử 1`; empty where the publication says no numbers."""
    named = (("originals", _("bản chính")), ("copies", _("bản sao")), ("electronic", _("điện tử")))
    return ", ".join(f"{words} {paper[name]}" for name, words in named if paper[name])


def since_words(day: str) -> str:
    """A rule that was there before the suite has no first day worth telling."""
    return _("từ trước") if day <= _ALWAYS else _("từ {day}").format(day=written_day(day))


def act_words(act: str) -> str:
    return _(_ACTS.get(act, act))


def changes_words(changes: list[Mapping[str, Any]]) -> str:
    """`Thời hạn: 5 ngày → 3 ngày`, as far as it is short."""
    return "; ".join(f"{each['field']}: {_short(each['before'])} → {_short(each['after'])}" for each in changes)


def _short(value: Any) -> str:
    said = " ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "–")
    return said if len(said) <= 60 else f"{said[:60]}…"
