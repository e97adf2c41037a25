"""One owner per directory: a lock file held by flock, which the kernel lets go when its holder dies."""

import fcntl
import os
from pathlib import Path

from shared.errors import Conflict


class DirectoryLock:
    """Holds `path` for this process; the file says who holds it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> None:
        if self._handle is not None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if not _locked(handle):
            holder = os.pread(handle, 20, 0).decode("utf-8", "replace") or "?"
            os.close(handle)
            raise Conflict("directory_in_use", f"Thư mục {self._path.parent} đang do tiến trình {holder} sử dụng.")
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        self._handle = handle

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def holder_of(path: Path) -> int | None:
    """The process that holds this lock now; None when it is free, whatever is written in it."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        if _locked(handle, fcntl.LOCK_SH):
            return None
        return int(os.pread(handle, 20, 0) or b"0")
    finally:
        os.close(handle)


def _locked(handle: int, kind: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
