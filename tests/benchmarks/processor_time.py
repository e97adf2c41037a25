"""Processor time of the town's processes, from /proc: where the time of a run went."""

import os
from collections.abc import Mapping
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def spent(pids: Mapping[str, int | None]) -> dict[str, float]:
    """Seconds of processor time per program so far; PostgreSQL with all its backends, living and ended."""
    return {name: _seconds(pid) + _children(pid) for name, pid in pids.items() if pid}


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def _seconds(pid: int) -> float:
    """Own time and that of ended children that were waited for."""
    try:
        fields = _stat(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(fields[n]) for n in (11, 12, 13, 14)) / TICKS


def _children(pid: int) -> float:
    total = 0.0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if int(_stat(int(entry.name))[1]) == pid:
                    total += _seconds(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return total
