"""Peak memory of the town's processes while something runs, from /proc, looked at ten times a second."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_EVERY = 0.1


@dataclass
class Peaks:
    """MiB. `backends` is the private memory of all PostgreSQL processes together, `backend` of the largest."""

    services: dict[str, float] = field(default_factory=dict)
    reader: float = 0.0
    reader_seconds: float = 0.0
    backend: float = 0.0
    backends: float = 0.0


@contextmanager
def watching(pids: Mapping[str, int | None]) -> Iterator[Peaks]:
    """The highest figures seen while the block runs; the reading process is intake's child."""
    peaks, is_over = Peaks(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(pids, peaks, is_over))
    watcher.start()
    try:
        yield peaks
    finally:
        is_over.set()
        watcher.join()


def _watch(pids: Mapping[str, int | None], peaks: Peaks, is_over: threading.Event) -> None:
    while not is_over.wait(_EVERY):
        for name, pid in pids.items():
            if pid and name != "PostgreSQL":
                peaks.services[name] = max(peaks.services.get(name, 0.0), _mib(pid, "VmRSS"))
        for child in children(pids["intake"]):
            peaks.reader = max(peaks.reader, _mib(child, "VmHWM"))
            peaks.reader_seconds = max(peaks.reader_seconds, processor_seconds(child))
        private = [_mib(child, "RssAnon") for child in children(pids["PostgreSQL"])]
        peaks.backend = max(peaks.backend, *private, 0.0)
        peaks.backends = max(peaks.backends, sum(private))


def children(pid: int | None) -> list[int]:
    """The direct children that live now, whichever thread started them."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def processor_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


def _mib(pid: int, name: str) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith(name + ":")), f"{name}: 0 kB")
    return int(line.split()[1]) / 1024
