"""Turns the clock of a demo: the file that every program of one home looks at."""

import os
import time
from datetime import datetime
from pathlib import Path

from shared.clock import SystemClock, Turned


def turn_clock(path: Path, at: datetime, *, stands: bool = False) -> None:
    """To this instant; from here on it goes at the pace of real time, or stands until it is turned again."""
    turned = Turned(at, None if stands else SystemClock().now())
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(turned.as_text(), encoding="utf-8")
    now = time.time_ns()  # the kernel's own stamp may be the same for two turns within four milliseconds
    os.utime(fresh, ns=(now, now))
    fresh.replace(path)


def reset_clock(path: Path) -> None:
    """Back to real time."""
    path.unlink(missing_ok=True)
