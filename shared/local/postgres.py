"""PostgreSQL on this machine as a child of ours: started, watched, stopped; the data stay for the next start."""

import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from shared.errors import Unavailable
from shared.local.child import Child, dies_with_parent, tail_of
from shared.local.cluster import (
    DATABASE,
    NOT_DURABLE,
    OWNER,
    SETTINGS,
    binaries,
    forget_stale_pidfile,
    make_cluster,
    server_command,
)
from shared.local.lock import DirectoryLock
from shared.local.lowering import Lowered, lowered
from shared.local.ports import LOOPBACK, settled_port
from shared.local.secret_file import kept_secret
from shared.local.waiting import wait_until

START_SECONDS = 60.0  # a long crash recovery must fit in
# what a killed predecessor leaves for a moment: worth another try
LINGERING = ("postmaster.pid", "pre-existing shared memory", "shared memory block", "Address already in use")


class EmbeddedPostgres:
    """A whole cluster under `root` (0700), on 127.0.0.1 with SCRAM and a random password."""

    name = "PostgreSQL"

    def __init__(
        self,
        root: Path,
        port: int = 0,
        *,
        settings: Mapping[str, str] | None = None,
        durable: bool = True,
    ) -> None:
        self.root = root.resolve()
        self.data = self.root / "pgdata"
        self.log = self.root / "postgres.log"
        self.port = port
        self._wanted_port = port
        self._settings = {**SETTINGS, **({} if durable else NOT_DURABLE), **(settings or {})}
        self._lock = DirectoryLock(self.root / ".lock")
        self._password_file = self.root / "password"
        self._child: Child | None = None
        self._lowered = Lowered((), Path())

    @property
    def url(self) -> str:
        """The owner's, for plain libpq and asyncpg."""
        password = kept_secret(self._password_file)
        return f"postgresql://{OWNER}:{password}@{LOOPBACK}:{self.port}/{DATABASE}"

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def is_alive(self) -> bool:
        return self._child is not None and self._child.is_alive()

    def start(self) -> Self:
        self._lock.take()
        try:
            self._lowered = lowered(self.root, binaries())
            self._prepare_cluster()
            self.port = settled_port(self._wanted_port, self.root / "port")
            self._launch()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Fast shutdown (SIGINT): sessions are cut, what was committed is on disk."""
        if self._child is not None:
            self._child.stop()
            self._child = None
        self._lock.release()

    def restart_if_dead(self) -> bool:
        """True when it had died and runs again, on the same port and with the same data."""
        if self._child is None or self._child.is_alive():
            return False
        self._launch()
        return True

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _prepare_cluster(self) -> None:
        has_cluster = (self.data / "PG_VERSION").exists()
        if has_cluster and not self._password_file.exists():
            raise Unavailable(
                "postgres_password_lost", f"Có dữ liệu trong {self.data} nhưng mất tệp {self._password_file}."
            )
        kept_secret(self._password_file)
        self._lowered = lowered(self.root, binaries())
        if not has_cluster:
            make_cluster(self.data, self._password_file, self._lowered)

    def _launch(self) -> None:
        end = time.monotonic() + START_SECONDS
        while True:
            forget_stale_pidfile(self.data)
            since = self.log.stat().st_size if self.log.exists() else 0
            self._child = self._started_child()
            wait_until(self._is_settled, seconds=end - time.monotonic())
            if self._accepts():
                return
            said = tail_of(self.log, since=since)
            self._child.stop()
            if time.monotonic() >= end or not any(sign in said for sign in LINGERING):
                raise Unavailable("postgres_not_started", f"PostgreSQL không khởi động được:\n{said}")

    def _started_child(self) -> Child:
        settings = {**self._settings, "port": str(self.port)}
        command = server_command(self.data, self._lowered, settings)
        prefix = (*self._lowered.prefix, *dies_with_parent("INT"))
        child = Child(self.name, [*prefix, *command], log=self.log, stop_signal=signal.SIGINT, patience=START_SECONDS)
        child.start()
        return child

    def _is_settled(self) -> bool:
        return not self.is_alive() or self._accepts()

    def _accepts(self) -> bool:
        """What postmaster.pid says, read as pg_ctl reads it: so no lingering predecessor is taken for ours."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return self.is_alive() and lines[:1] == [str(self.pid)] and lines[-1].strip() == "ready"
