"""The due badge: shape, words and colour, with one meaning everywhere (as on the desk)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.tracker.texts import _

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Badge:
    """`kind` is the class of the style sheet."""

    kind: str
    shape: str
    text: str


def badge_of(remaining: Mapping[str, Any] | None) -> Badge | None:
    """From processing's `remaining`: working days, or minutes where the limit counts hours. None when it has ended."""
    if remaining is None or remaining["urgency"] == "no_due_date":
        return None
    by_hour = remaining["counts_by"] == "hour"
    match remaining["urgency"]:
        case "waiting":
            return Badge("paused", "❚❚", _("Tạm dừng"))
        case "due_today":
            return Badge("today", "●", _("Đến hạn hôm nay"))
        case "overdue":
            return Badge("late", "▲", _late(remaining["over"] or 0, by_hour))
    return _in_term(remaining["left"] or 0, by_hour)


def _late(over: int, by_hour: bool) -> str:
    if by_hour:
        return _("Quá hạn {n} giờ").format(n=max(1, over // _MINUTES))
    return _("Quá hạn {n} ngày").format(n=over) if over else _("Quá hạn hôm nay")


def _in_term(left: int, by_hour: bool) -> Badge:
    if by_hour:
        return Badge("soon", "◆", _("Còn {n} giờ").format(n=max(1, left // _MINUTES)))
    kind, shape = ("soon", "◆") if left <= 2 else ("calm", "○")
    return Badge(kind, shape, _("Còn {n} ngày").format(n=left))
