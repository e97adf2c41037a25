"""Waits until the yearbook has counted what intake had announced, reading only the services' `/health`."""

import time
from collections.abc import Callable

from services.cli.connection import Services

PATIENCE_SECONDS = 600.0
PAUSE_SECONDS = 0.05


def wait_until_counted(services: Services, patience: float = PATIENCE_SECONDS) -> bool:
    """False where stats still lags after `patience` seconds; what was committed is safe all the same."""
    end = time.monotonic() + patience
    for source, reader in (("intake", "processing"), ("processing", "stats")):
        if not _until(lambda s=source: _has_published(services, s), end):  # type: ignore[misc]
            return False
        position = services.ask(source, "GET", "/health")["published_position"]
        if not _until(lambda s=source, r=reader, p=position: _has_read(services, r, s, p), end):  # type: ignore[misc]
            return False
    return True


def _until(condition: Callable[[], bool], end: float) -> bool:
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(PAUSE_SECONDS)
    return True


def _has_published(services: Services, source: str) -> bool:
    waiting: int = services.ask(source, "GET", "/health")["waiting_to_publish"]
    return waiting == 0


def _has_read(services: Services, reader: str, source: str, position: int) -> bool:
    readers = services.ask(reader, "GET", "/health")["readers"]
    return any(r["source"] == source and r["position"] >= position for r in readers)
