"""The due badge: shape, words and colour, with one meaning everywhere (screens.md A4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.written import at
from services.desk.texts import _

_SHAPES = {"late": "▲", "today": "●", "soon": "◆", "calm": "○", "paused": "❚❚", "none": ""}


@dataclass(frozen=True, slots=True)
class Badge:
    """`kind` is the class of the style sheet; `hint` is shown on hover and focus."""

    kind: str
    text: str
    hint: str = ""

    @property
    def shape(self) -> str:
        return _SHAPES[self.kind]


NO_BADGE = Badge("none", "")


def badge_of(remaining: Mapping[str, Any] | None, due_at: str | None, since: str | None = None) -> Badge:
    """From processing's `remaining` (working days, or minutes where the limit counts hours) and the due instant."""
    hint = _("Hạn trả {when}").format(when=at(due_at)) if due_at else ""
    if remaining is None:
        return Badge("none", "", hint)
    urgency = remaining["urgency"]
    if urgency == "overdue":
        return Badge("late", _overdue(remaining), hint)
    if urgency == "due_today":
        return Badge("today", _("Đến hạn hôm nay"), hint)
    if urgency == "waiting":
        return Badge("paused", _("Tạm dừng"), _("Dừng tính giờ từ {when}").format(when=at(since)) if since else hint)
    if urgency == "no_due_date":
        return Badge("none", _("Không định hạn"), hint)
    return _in_term(remaining, hint)


def _overdue(remaining: Mapping[str, Any]) -> str:
    over = remaining["over"] or 0
    if remaining["counts_by"] == "hour":
        return _("Quá hạn {n} giờ").format(n=max(1, over // 60))
    return _("Quá hạn {n} ngày").format(n=over) if over else _("Quá hạn hôm nay")


def _in_term(remaining: Mapping[str, Any], hint: str) -> Badge:
    left = remaining["left"] or 0
    if remaining["counts_by"] == "hour":
        return Badge("soon", _("Còn {n} giờ").format(n=max(1, left // 60)), hint)
    return Badge("soon" if left <= 2 else "calm", _("Còn {n} ngày").format(n=left), hint)
