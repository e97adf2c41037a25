"""The only place that tells the time; everything else is handed a Clock."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from shared.errors import Unavailable


class Clock(Protocol):
    """Tells the present instant (aware, UTC)."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  (the one call that is allowed)


class SetClock:
    """A clock that stands where it is put: tests and the demo turn it."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def turn_to(self, at: datetime) -> None:
        self._at = at


@dataclass(frozen=True, slots=True)
class Turned:
    """How the demo's clock was turned: to which instant, and from when on (real time) it goes on; None: it stands."""

    at: datetime
    since: datetime | None = None

    def read(self, real: datetime) -> datetime:
        return self.at + (real - self.since) if self.since else self.at

    def as_text(self) -> str:
        return json.dumps({"at": self.at.isoformat(), "since": self.since.isoformat() if self.since else None}) + "\n"


def read_turned(path: Path) -> Turned | None:
    """What the file of the demo's clock says; None where there is none: real time holds."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        at, since = datetime.fromisoformat(said["at"]), said["since"] and datetime.fromisoformat(said["since"])
        return Turned(at.astimezone(UTC), since.astimezone(UTC) if since else None)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unavailable("demo_clock_broken", f"Không đọc được đồng hồ trình diễn ở {path}") from None


class DemoClock:
    """Real time, or what a small file says: all programs that look at one file agree and are turned while they run.

    A reading costs one `stat` (two microseconds); the file is read again only where it is another one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._real = SystemClock()
        self._seen: tuple[int, int] | None = None
        self._turned: Turned | None = None

    @property
    def is_turned(self) -> bool:
        """False while real time holds."""
        return self._path.exists()

    def now(self) -> datetime:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._seen = self._turned = None
            return self._real.now()
        if self._seen != (found.st_ino, found.st_mtime_ns):
            self._turned = read_turned(self._path)
            self._seen = (found.st_ino, found.st_mtime_ns)
        return self._turned.read(self._real.now()) if self._turned else self._real.now()
