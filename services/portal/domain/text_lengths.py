"""How long a text may be at the portal, and cutting what is longer, with a mark and a warning."""

import unicodedata
from dataclasses import dataclass
from enum import Enum

from shared.vietnamese import number

MARK = "…"
_LONGEST_ENDING = 10


class LimitedText(Enum):
    """Texts with a limit: its name for a person, the most characters (one long note once stopped whole dossiers)."""

    SUMMARY = ("Trích yếu hồ sơ", 1000)
    FILE_NAME = ("Tên tệp đính kèm", 4000)
    RESULT_NAME = ("Tên giấy tờ kết quả", 2000)
    NOTE = ("Ghi chú", 2000)
    OFFICER = ("Tên người xử lý", 50)

    @property
    def called(self) -> str:
        return self.value[0]

    @property
    def most(self) -> int:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it may be sent; `warning` where something was cut off. The warning does not repeat the text."""

    text: str
    warning: str | None = None


def fit(text: str, kind: LimitedText) -> Fitted:
    """NFC, never longer than the limit. A file keeps its ending."""
    composed = unicodedata.normalize("NFC", text)
    length = _length(composed)
    if length <= kind.most:
        return Fitted(composed)
    ending = _ending(composed) if kind is LimitedText.FILE_NAME else ""
    head = _cut(composed, kind.most - _length(MARK + ending)).rstrip()
    warning = f"{kind.called} dài {number(length)} ký tự, Cổng chỉ nhận {number(kind.most)}: phần sau đã được cắt bớt"
    return Fitted(head + MARK + ending, warning)


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return dot + ending if stem and dot and ending.isalnum() and len(ending) <= _LONGEST_ENDING else ""


def _cut(text: str, most: int) -> str:
    """At most that many; a letter keeps all its marks or goes."""
    end = min(len(text), most)
    while _length(text[:end]) > most:
        end -= 1
    while end < len(text) and _belongs_to_previous(text, end):
        end -= 1
    return text[:end]


def _belongs_to_previous(text: str, at: int) -> bool:
    joiners = ("\u200d", "\ufe0f")
    return at > 0 and (unicodedata.combining(text[at]) != 0 or text[at] in joiners or text[at - 1] == "\u200d")


def _length(text: str) -> int:
    """UTF-16 units, as many databases count: a sign beyond the first plane is two, so no count is exceeded."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
