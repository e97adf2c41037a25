"""The stated table: named figures, sums that the text claims, percentages; and the words for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.stats.domain.stated.number import Stated
from shared.errors import Invalid

WORDS: Mapping[str, str] = {
    "total": "tổng số phải giải quyết",
    "received": "tiếp nhận",
    "carried_over": "kỳ trước chuyển sang",
    "direct": "trực tiếp",
    "online": "trực tuyến",
    "post": "bưu chính",
    "resolved": "đã giải quyết",
    "in_time": "trước hạn và đúng hạn",
    "early": "trước hạn",
    "on_time": "đúng hạn",
    "late": "quá hạn",
    "late_with_letter": "quá hạn có thư xin lỗi",
    "late_without_letter": "quá hạn không có thư xin lỗi",
    "stopped": "dừng giải quyết",
    "withdrawn": "rút hồ sơ",
    "unclassed": "chưa xếp loại",
    "in_progress": "đang giải quyết",
    "in_term": "trong hạn",
    "overdue": "đang giải quyết quá hạn",
    "waiting": "chờ bổ sung",
    "moved_in": "nhận bàn giao",
    "moved_out": "đã bàn giao",
    "in_time_or_in_term": "đúng hạn hoặc còn trong hạn",
    "late_or_overdue": "quá hạn (đã và đang giải quyết)",
}


@dataclass(frozen=True, slots=True)
class ClaimedSum:
    """A whole of which the text says that it is made of these parts."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimedShare:
    """A percentage; of what and out of what only where the text says so."""

    stated: Stated
    of: str | None = None
    out_of: str | None = None


@dataclass(frozen=True)
class StatedTable:
    """`figures` by measure name, or by the text's own name for what has none here."""

    figures: Mapping[str, Stated]
    sums: tuple[ClaimedSum, ...] = ()
    shares: tuple[ClaimedShare, ...] = ()

    def __post_init__(self) -> None:
        named = [name for each in self.sums for name in (each.whole, *each.parts)]
        named += [name for share in self.shares for name in (share.of, share.out_of) if name]
        unknown = [name for name in named if name not in self.figures]
        if unknown:
            raise Invalid("figure_not_stated", f"Chưa nêu con số «{self.label(unknown[0])}» mà phép tính dùng tới")

    def label(self, name: str) -> str:
        return WORDS.get(name, name)

    def says(self, name: str) -> str:
        return f"{self.label(name)} {self.figures[name].text}"

    def with_figure(self, name: str, value: Stated) -> "StatedTable":
        return replace(self, figures={**self.figures, name: value})
