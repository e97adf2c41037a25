"""Warnings as they are shown, and how a person is told of them, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.queue import name_of
from services.desk.presenters.written import at
from services.desk.texts import N_, _

KINDS: Mapping[str, str] = {
    "overdue": N_("Hồ sơ quá hạn"),
    "step_overdue": N_("Bước xử lý quá hạn"),
    "opinion_overdue": N_("Ý kiến được hỏi đã quá hạn"),
    "supplement_answer_overdue": N_("Người nộp chưa bổ sung, đã hết thời gian chờ"),
    "notice_due": N_("Chưa thông báo người nộp bổ sung"),
    "due_today": N_("Hồ sơ đến hạn hôm nay"),
    "step_due_today": N_("Bước xử lý đến hạn hôm nay"),
    "due_soon": N_("Hồ sơ sắp đến hạn"),
    "letter_today": N_("Hôm nay phải gửi văn bản xin lỗi nếu không kịp trả"),
    "not_collected": N_("Kết quả chưa có người nhận"),
}
_MEDIA: Mapping[str, str] = {"email": N_("thư điện tử"), "sms": N_("tin nhắn"), "zalo": "Zalo"}


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One line."""

    address: str
    code: str
    words: str
    step: str
    due: str
    applicant: str
    raised: str


def warning_tabs(place: str, chosen: str, counts: Mapping[str, Any]) -> list[tuple[str, str, int, bool, str]]:
    """All, then each kind that there is."""
    kinds = [
        (f"{place}?loai={kind}", _(words), counts["kinds"][kind], chosen == kind, "")
        for kind, words in KINDS.items()
        if counts["kinds"].get(kind)
    ]
    return [(place, _("Tất cả"), counts["total"], not chosen, ""), *kinds]


def warning_rows(warnings: Sequence[Mapping[str, Any]], lines: Mapping[str, Mapping[str, Any]]) -> list[WarningRow]:
    return [
        WarningRow(
            f"/ho-so/{warning['code']}",
            warning["code"],
            _(KINDS[warning["kind"]]),
            warning["step_name"] or "",
            at(warning["due_at"]),
            name_of(lines.get(warning["dossier"])),
            at(warning["raised_at"]),
        )
        for warning in warnings
    ]


def told_by(official: Mapping[str, Any] | None) -> str:
    """By what messages are sent, in a sentence."""
    if official is None:
        return _("Chưa ghi cách báo tin cho tài khoản này: chỉ thấy cảnh báo ở trang này.")
    if not official["media"]:
        return _("Không nhận tin: chỉ thấy cảnh báo ở trang này.")
    media = ", ".join(_(_MEDIA.get(each, each)) for each in official["media"])
    when = _("sáng mỗi ngày làm việc và ngay khi có việc gấp") if official["at_once"] else _("sáng mỗi ngày làm việc")
    return _("Nhận tin qua {media}, {when}.").format(media=media, when=when)
