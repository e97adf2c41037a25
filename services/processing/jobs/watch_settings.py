"""What the environment says of warnings."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from services.processing.domain.warnings.deserved import USUAL_WATCH, Watchfulness
from shared.settings import refuse


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """MOTCUA_WARN_DAYS, MOTCUA_COLLECT_DAYS, MOTCUA_MORNING, MOTCUA_DESK_URL."""

    watch: Watchfulness = USUAL_WATCH
    morning: time = time(6, 30)
    desk: str | None = None

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "WatchSettings":
        """Ends the program with status 78 where one of them cannot be read."""
        watch = Watchfulness(
            _days(env, "MOTCUA_WARN_DAYS", USUAL_WATCH.soon_days),
            _days(env, "MOTCUA_COLLECT_DAYS", USUAL_WATCH.collect_days, at_least=1),
        )
        desk = env.get("MOTCUA_DESK_URL", "").rstrip("/")
        if desk and not desk.startswith(("https://", "http://")):
            refuse("MOTCUA_DESK_URL phải bắt đầu bằng https:// hoặc http://")
        return cls(watch, _hour(env.get("MOTCUA_MORNING") or "06:30"), desk or None)


def _days(env: Mapping[str, str], name: str, default: int, at_least: int = 0) -> int:
    text = env.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and at_least <= int(text) <= 60):
        refuse(f"{name} phải là số ngày làm việc từ {at_least} đến 60")
    return int(text)


def _hour(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        refuse("MOTCUA_MORNING phải là giờ và phút, ví dụ 06:30")
