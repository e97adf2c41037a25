"""Waits until the yearbook has counted what intake had announced, reading only the services' `/health`."""

import time
from collections.abc import Callable
from typing import Any

from services.cli.connection import Services

PATIENCE_SECONDS = 600.0
PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 0.5
_HOPS = (("intake", "processing", "Chuyển sang giải quyết"), ("processing", "stats", "Cập nhật thống kê"))
Tell = Callable[[str, int, int | None], None]  # what is being done, how much is done, of how much


def wait_until_counted(
    services: Services, patience: float = PATIENCE_SECONDS, tell: Tell = lambda what, done, whole: None
) -> bool:
    """False where nothing has moved for `patience` seconds; what was committed is safe all the same."""
    return all(_has_hopped(services, source, reader, patience, tell, what) for source, reader, what in _HOPS)


def _has_hopped(services: Services, source: str, reader: str, patience: float, tell: Tell, what: str) -> bool:
    """Whether the reader has read what the source had announced when it was first seen to have published it all."""
    start, target = _read(services, reader, source), None
    seen, end, pause = (-1, -1), time.monotonic() + patience, PAUSE_SECONDS
    while time.monotonic() < end:
        health = services.ask(source, "GET", "/health")
        published: int = health["published_position"]
        if target is None and health["waiting_to_publish"] == 0:
            target = published
        read = _read(services, reader, source)
        tell(what, read - start, max(target or published, read) - start)
        if target is not None and read >= target:
            return True
        if (published, read) != seen:
            seen, end = (published, read), time.monotonic() + patience
        time.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE_SECONDS)
    return False


def _read(services: Services, reader: str, source: str) -> int:
    readers: list[dict[str, Any]] = services.ask(reader, "GET", "/health")["readers"]
    return next((each["position"] for each in readers if each["source"] == source), 0)
