"""The home directory of an installation on one machine: where each thing lies, and what runs there now."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from shared.local.lock import holder_of
from shared.local.secret_file import write_secret


@dataclass(frozen=True)
class Running:
    """What `motcua up` runs in a home; the URLs carry passwords, so it is written 0600."""

    pid: int
    database_url: str
    nats_url: str
    nats_monitor_url: str | None
    services: Mapping[str, str] = field(default_factory=dict)  # name → address
    pids: Mapping[str, int | None] = field(default_factory=dict)  # name of any child → process


@dataclass(frozen=True)
class Home:
    """`./var` unless told otherwise. The directory is 0700: it holds personal data and keys."""

    path: Path

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def nats(self) -> Path:
        return self.path / "nats"

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def identity(self) -> Path:
        return self.path / "identity"

    @property
    def jwks(self) -> Path:
        return self.identity / "jwks.json"

    @property
    def key_ring(self) -> Path:
        return self.identity / "key-ring.json"

    @property
    def demo_clock(self) -> Path:
        """Where the clock of a demo was turned to; not there: real time holds."""
        return self.path / "demo-clock.json"

    @property
    def demo(self) -> Path:
        """What a demo made here, and how far it came."""
        return self.path / "demo"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets.json"

    @property
    def lock(self) -> Path:
        return self.path / ".lock"

    def make(self) -> None:
        for folder in (self.path, self.log, self.files, self.identity):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def holder(self) -> int | None:
        """The process of the `motcua up` that runs here."""
        return holder_of(self.lock)

    def running(self) -> Running | None:
        """What runs here now; None when nothing does, even if a killed run left its file behind."""
        written = self._written_running()
        return written if written and written.pid == self.holder() else None

    def write_running(self, running: Running) -> None:
        write_secret(self._run_file, json.dumps(asdict(running), indent=2) + "\n")

    def forget_running(self, pid: int) -> None:
        """At the end of the run of this process; another's file stays."""
        written = self._written_running()
        if written and written.pid == pid:
            self._run_file.unlink()

    def _written_running(self) -> Running | None:
        try:
            written: dict[str, Any] = json.loads(self._run_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return Running(**written)

    @property
    def _run_file(self) -> Path:
        return self.path / "run.json"
