"""From the page of an act to what processing takes: every box read, and what is wrong said at the box."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from services.desk.clients.deeds import DEEDS, OTHER, reason_words
from services.desk.forms.dates import read_day, read_moment
from services.desk.texts import N_, _

Problems = list[tuple[str, str]]
_END_OF_DAY = time(17)


@dataclass(slots=True)
class Saying:
    """`body` grows box by box; `problems` are (box, sentence)."""

    segment: str
    typed: Mapping[str, list[str]]
    must_say_why: bool
    body: dict[str, Any] = field(default_factory=dict)
    problems: Problems = field(default_factory=list)

    def first(self, name: str) -> str:
        return (self.typed.get(name) or [""])[0].strip()

    def wrong(self, name: str, sentence: str) -> None:
        self.problems.append((name, sentence))


def read_saying(segment: str, typed: Mapping[str, list[str]], *, must_say_why: bool) -> Saying:
    """All boxes that the act has; a moment of the past (`happened_at`) every act may have."""
    saying = Saying(segment, typed, must_say_why)
    for name in (*DEEDS[segment].asks, "happened_at"):
        _READERS.get(name, _plain)(saying, name)
    return saying


def _plain(saying: Saying, name: str) -> None:
    if said := saying.first(name):
        saying.body[name] = said


def _needed(sentence: str) -> Callable[[Saying, str], None]:
    def read(saying: Saying, name: str) -> None:
        _plain(saying, name)
        if name not in saying.body:
            saying.wrong(name, _(sentence))

    return read


def _note(saying: Saying, name: str) -> None:
    """With the sentence of the reason that was picked before it."""
    said = saying.first(name)
    code = saying.body.get("reason_code", "")
    words = ": ".join(each for each in (reason_words(saying.segment, code), said) if each)
    if words:
        saying.body[name] = words
    elif saying.must_say_why and code in {"", OTHER}:
        saying.wrong(name, _("Ghi rõ lý do, nội dung: người nộp hoặc người nhận việc sẽ đọc câu này"))


def _reason(saying: Saying, name: str) -> None:
    if said := saying.first(name):
        saying.body["reason_code"] = said
    elif saying.must_say_why and not saying.first("note"):
        saying.wrong(name, _("Chọn một lý do trong danh sách"))


def _number(saying: Saying, name: str) -> None:
    said = saying.first(name)
    if said.isdigit():
        saying.body["step" if name == "late_step" else name] = int(said)
    elif said:
        saying.wrong(name, _("Nhập một số"))


def _stage(saying: Saying, name: str) -> None:
    _number(saying, name)
    if not saying.first(name):
        saying.wrong(name, _("Chọn bước phải làm lại"))


def _day(saying: Saying, name: str) -> None:
    day = read_day(saying.first(name))
    if day is None:
        saying.wrong(name, _("Nhập ngày hẹn lại, ví dụ 05/08/2026"))
    else:
        saying.body[name] = day.isoformat()


def _moment(saying: Saying, name: str) -> None:
    at = read_moment(saying.first(name), _END_OF_DAY)
    if at is None:
        saying.wrong(name, _("Nhập giờ và ngày, ví dụ 17:00 05/08/2026"))
    else:
        saying.body[name] = at.isoformat()


def _past_moment(saying: Saying, name: str) -> None:
    if saying.first(name):
        _moment(saying, name)


def _lacking(saying: Saying, name: str) -> None:
    """Rows of two boxes; a row without its paper or without its reason is asked for again."""
    what, why = saying.typed.get("lacking_what", []), saying.typed.get("lacking_why", [])
    rows = [(paper.strip(), reason.strip()) for paper, reason in zip(what, why, strict=False)]
    given = [row for row in rows if any(row)]
    if not given:
        saying.wrong(name, _("Ghi ít nhất một giấy tờ còn thiếu: chỉ được yêu cầu bổ sung một lần"))
    elif not all(all(row) for row in given):
        saying.wrong(name, _("Mỗi dòng ghi cả giấy tờ cần bổ sung và lý do"))
    saying.body[name] = [{"what": paper, "why": reason} for paper, reason in given]


def _proof(saying: Saying, name: str) -> None:
    _plain(saying, name)
    if saying.body.get("to") == "proxy" and name not in saying.body:
        saying.wrong(name, _("Ghi số, ngày giấy ủy quyền mà người nhận đưa ra"))


_READERS: Mapping[str, Callable[[Saying, str], None]] = {
    "note": _note,
    "reason": _reason,
    "step": _number,
    "late_step": _number,
    "outage": _number,
    "to_stage": _stage,
    "office": _needed(N_("Nhập tên hoặc mã cơ quan được hỏi ý kiến")),
    "place": _needed(N_("Ghi nơi kiểm tra thực tế")),
    "cause": _needed(N_("Chọn một nguyên nhân chậm")),
    "until_at": _moment,
    "promised_on": _day,
    "happened_at": _past_moment,
    "lacking": _lacking,
    "proof": _proof,
}
