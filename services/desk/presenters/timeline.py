"""The steps of a dossier as planned and as they were: who, in, out, time used, late."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.badge import NO_BADGE, Badge, badge_of
from services.desk.presenters.names import Names, role_name
from services.desk.texts import N_, _

Json = Mapping[str, Any]
_ENDS = {
    "done": N_("xong"),
    "sent_back": N_("trả lại"),
    "repeated": N_("làm lại"),
    "cut": N_("không làm"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step. `used` is net working time."""

    number: int
    name: str
    unit: str
    who: str
    begun_at: str | None
    ended_at: str | None
    end: str
    due_at: str | None
    used: str
    is_late: bool
    is_ahead: bool = False
    badge: Badge = NO_BADGE


def timeline_of(work: Json, holdings: Json | None, names: Names) -> list[Line]:
    """What was done and is being done, then what the route still has ahead."""
    net = {each["number"]: each["net_minutes"] for each in holdings["steps"]} if holdings else {}
    done = [_line(step, net.get(step["number"]), names) for step in work["steps"]]
    return done + [_ahead(stage, names) for stage in work["to_come"]]


def _line(step: Json, minutes: int | None, names: Names) -> Line:
    left = step["remaining"]
    is_late = step["judged"] == "late" or (left is not None and left["urgency"] == "overdue")
    return Line(
        number=step["number"],
        name=step["name"],
        unit=names.office(step["office"]),
        who=names.person(step["ended_by"] or step["assignee"]) or _("chưa có người nhận"),
        begun_at=step["begun_at"],
        ended_at=step["ended_at"],
        end=_(_ENDS.get(step["end"], "")) if step["end"] else "",
        due_at=step["due_at"],
        used=spell(minutes) if minutes is not None else "",
        is_late=is_late,
        badge=badge_of(left, step["due_at"]) if left else NO_BADGE,
    )


def _ahead(stage: Json, names: Names) -> Line:
    return Line(
        number=0,
        name=stage["name"],
        unit=names.office(stage["office"]),
        who=role_name(stage["role"]),
        begun_at=None,
        ended_at=None,
        end="",
        due_at=None,
        used="",
        is_late=False,
        is_ahead=True,
    )


def spell(minutes: int) -> str:
    """Working time: `45 phút`, `3 giờ 20 phút`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{n} phút").format(n=rest)
    return _("{h} giờ {m} phút").format(h=hours, m=rest) if rest else _("{h} giờ").format(h=hours)
