"""The due date day by day, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.texts import N_, _

_VERDICTS = {
    "started": N_("bắt đầu"),
    "counted": N_("tính"),
    "skipped": N_("không tính"),
    "paused": N_("tạm dừng"),
    "restarted": N_("tính lại từ đầu"),
    "rolled": N_("lùi sang ngày làm việc"),
    "due": N_("hạn trả"),
}


@dataclass(frozen=True, slots=True)
class DueLine:
    """A day, what was done with it and why."""

    day: str
    verdict: str
    reason: str
    paper: str


def due_lines(steps: Sequence[Mapping[str, Any]]) -> list[DueLine]:
    return [DueLine(each["day"], _(_VERDICTS[each["verdict"]]), each["reason"], each["paper"] or "") for each in steps]
