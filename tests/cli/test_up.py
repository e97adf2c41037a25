"""`motcua up` as a program of its own, on real engines, with small programs in place of the services."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import asyncpg
import httpx2
import pytest

from services.cli.offices import OFFICES, PROJECT
from shared.local.home import Home, Running
from shared.local.nats import EmbeddedNats
from shared.local.ports import any_free
from shared.local.postgres import EmbeddedPostgres
from shared.local.waiting import wait_until

PROGRAM = Path(__file__).parent / "stubs" / "suite.py"


class Up:
    """One `motcua up`, seen from outside."""

    def __init__(self, home: Path, *more: str, env: Mapping[str, str] | None = None, ports: Sequence[int] = ()) -> None:
        self.home = Home(home)
        self.ports = ports or [any_free() for _ in OFFICES]
        self._more = more
        self._env = {**os.environ, "PYTHONPATH": str(PROJECT), **(env or {})}
        self.process = self._launched()

    def _launched(self) -> subprocess.Popen[str]:
        command: list[str | Path] = [sys.executable, PROGRAM, self.home.path, *map(str, self.ports), *self._more]
        return subprocess.Popen(
            command, env=self._env, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def again(self) -> Running:
        self.process = self._launched()
        return self.running()

    def running(self) -> Running:
        wait_until(lambda: self.process.poll() is not None or self.home.running() is not None, seconds=60)
        running = self.home.running()
        assert running is not None, self.end()
        return running

    def ask(self, office: str, path: str = "/who") -> dict[str, str]:
        answer: dict[str, str] = httpx2.get(self.running().services[office] + path, trust_env=False).json()
        return answer

    def end(self, by: signal.Signals | None = None) -> str:
        """What it said from first to last."""
        if by:
            self.process.send_signal(by)
        said, _ = self.process.communicate(timeout=60)
        return said


@pytest.fixture
def ups() -> Iterator[list[Up]]:
    started: list[Up] = []
    yield started
    for up in started:
        if up.process.poll() is None:
            up.end(signal.SIGTERM)


def is_gone(pid: int) -> bool:
    try:
        return "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return True


def runs_of_the_migrations(url: str) -> int:
    async def ask() -> int:
        connection = await asyncpg.connect(url)
        try:
            return int(await connection.fetchval("SELECT count(*) FROM run"))
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_everything_comes_up_and_ctrl_c_stops_it_in_order(tmp_path: Path, ups: list[Up]) -> None:
    up = Up(tmp_path / "var")
    ups.append(up)
    running = up.running()
    for office in OFFICES:
        told = up.ask(office.name)
        assert told["user"] == (office.role or "nobody")  # a screen has no database and no bus
        assert bool(told["MOTCUA_NATS_URL"]) == bool(office.role)
        assert [told[f"MOTCUA_{name.upper()}_URL"] for name in ("intake", "processing", "stats")] == [
            f"http://127.0.0.1:{port}" for port in up.ports[:3]
        ]
        assert told["MOTCUA_DEMO_CLOCK"] == str(tmp_path / "var/demo-clock.json")
        assert told["MOTCUA_ENV"] == "development"
        assert told["MOTCUA_JWKS"] == str(tmp_path / "var/identity/jwks.json")
    assert ((tmp_path / "var/run.json").stat().st_mode & 0o777, (tmp_path / "var").stat().st_mode & 0o777) == (
        0o600,
        0o700,
    )
    said = up.end(signal.SIGINT)
    assert up.process.returncode == 0
    assert f"http://127.0.0.1:{up.ports[0]}" in said
    assert re.findall(r"Dừng (\w+)", said) == [
        *(office.name for office in reversed(OFFICES)),
        "NATS",
        "PostgreSQL",
    ]
    assert all(is_gone(pid) for pid in running.pids.values() if pid)
    assert up.home.running() is None
    assert not (tmp_path / "var/run.json").exists()


def test_the_next_start_finds_the_data_at_the_same_addresses(tmp_path: Path, ups: list[Up]) -> None:
    up = Up(tmp_path / "var")
    ups.append(up)
    first = up.running()
    up.end(signal.SIGTERM)
    second = up.again()
    assert (second.database_url, second.nats_url) == (first.database_url, first.nats_url)
    assert runs_of_the_migrations(second.database_url) == 2


def test_a_killed_service_and_killed_engines_run_again(tmp_path: Path, ups: list[Up]) -> None:
    up = Up(tmp_path / "var")
    ups.append(up)
    before = dict(up.running().pids)
    for name in ("stats", "NATS", "PostgreSQL"):
        os.kill(before[name] or 0, signal.SIGKILL)

    def all_are_new() -> bool:
        now = up.running().pids
        return all(now[name] not in {before[name], None} for name in ("stats", "NATS", "PostgreSQL"))

    assert wait_until(all_are_new, seconds=30)
    assert up.running().pids["intake"] == before["intake"]
    assert runs_of_the_migrations(up.running().database_url) == 1
    assert "đã dừng ngoài ý muốn" in up.end(signal.SIGINT)


def test_a_killed_supervisor_leaves_nobody_behind(tmp_path: Path, ups: list[Up]) -> None:
    up = Up(tmp_path / "var")
    ups.append(up)
    pids = [pid for pid in up.running().pids.values() if pid]
    up.end(signal.SIGKILL)
    assert wait_until(lambda: all(map(is_gone, pids)), seconds=20)
    assert up.home.running() is None
    assert up.again().pid == up.process.pid


def test_a_second_up_in_the_same_home_names_the_first(tmp_path: Path, ups: list[Up]) -> None:
    first = Up(tmp_path / "var")
    ups.append(first)
    first.running()
    second = Up(tmp_path / "var")
    ups.append(second)
    said = second.end()
    assert second.process.returncode == 1
    assert f"tiến trình {first.process.pid}" in said
    assert first.home.running() is not None


def test_a_busy_port_is_named_with_its_option(tmp_path: Path, ups: list[Up]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        up = Up(tmp_path / "var", ports=[any_free(), port, *(any_free() for _ in OFFICES[2:])])
        ups.append(up)
        said = up.end()
    assert up.process.returncode == 1
    assert str(port) in said
    assert "--processing-port" in said


def test_a_failed_migration_is_told_with_the_end_of_its_log(tmp_path: Path, ups: list[Up]) -> None:
    up = Up(tmp_path / "var", "fail")
    ups.append(up)
    said = up.end()
    assert up.process.returncode == 1
    assert "không sửa được bảng nào" in said
    assert re.findall(r"Dừng (\w+)", said) == ["NATS", "PostgreSQL"]


def test_external_engines_replace_the_embedded_ones(tmp_path: Path, ups: list[Up]) -> None:
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres, EmbeddedNats(tmp_path / "nats") as nats:
        outside = {
            "MOTCUA_DATABASE_URL": postgres.url.replace("postgresql:", "postgresql+asyncpg:"),
            "MOTCUA_NATS_URL": nats.url,
            "MOTCUA_NATS_MONITOR_URL": nats.monitor_url,
        }
        up = Up(tmp_path / "var", env=outside)
        ups.append(up)
        assert set(up.running().pids) == {office.name for office in OFFICES}
        assert up.ask("intake")["MOTCUA_NATS_URL"] == nats.url
        assert runs_of_the_migrations(postgres.url) == 1
        assert not (tmp_path / "var/postgres").exists()
        assert "Dùng PostgreSQL bên ngoài" in up.end(signal.SIGINT)
