"""The embedded PostgreSQL: safe settings, the data of the last start, falls and lingering predecessors."""

import asyncio
import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from shared.errors import Conflict, Unavailable
from shared.local.ports import any_free
from shared.local.postgres import EmbeddedPostgres
from shared.local.waiting import wait_until


def ask(url: str, *questions: str) -> list[Any]:
    async def talk() -> list[Any]:
        connection = await asyncpg.connect(url)
        try:
            return [await connection.fetchval(question) for question in questions]
        finally:
            await connection.close()

    return asyncio.run(talk())


def test_it_is_safe_against_power_cuts_and_listens_on_this_machine_alone(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "pg") as postgres:
        names = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums", "listen_addresses")
        assert ask(postgres.url, *(f"SHOW {name}" for name in names)) == ["on", "on", "on", "on", "127.0.0.1"]
        assert ask(postgres.url, "SELECT datcollate FROM pg_database WHERE datname = 'motcua'") == ["C.UTF-8"]
        assert ask(postgres.url, "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolcanlogin") == [True]
    for secret in (tmp_path / "pg/password", tmp_path / "pg/.lock"):
        assert secret.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "pg").stat().st_mode & 0o777 == 0o700


def test_a_wrong_password_is_refused(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        stranger = postgres.url.replace(":", ":x", 2).replace("x//", "//")
        with pytest.raises(asyncpg.InvalidPasswordError):
            ask(stranger, "SELECT 1")


def test_what_a_citizen_wrote_never_reaches_the_log(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        ask(
            postgres.url, "CREATE TABLE citizen (name text PRIMARY KEY)", "INSERT INTO citizen VALUES ('Bà Lò Thị Mẫu')"
        )
        with pytest.raises(asyncpg.UniqueViolationError):
            ask(postgres.url, "INSERT INTO citizen VALUES ('Bà Lò Thị Mẫu')")
        with pytest.raises(asyncpg.PostgresSyntaxError):
            ask(postgres.url, "SELEC 'Bà Lò Thị Mẫu'")
    log = postgres.log.read_text("utf-8")
    assert "duplicate key" in log
    assert "Mẫu" not in log


def test_the_next_start_finds_the_data_at_the_same_address(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        first = postgres.url
        ask(first, "CREATE TABLE kept AS SELECT 7 AS n")
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        assert postgres.url == first
        assert ask(first, "SELECT n FROM kept") == [7]
    port = int(first.rpartition(":")[2].partition("/")[0])
    with socket.create_server(("127.0.0.1", port)), EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        assert postgres.port != port
        assert ask(postgres.url, "SELECT n FROM kept") == [7]


def test_a_killed_server_runs_again_with_all_that_was_committed(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "pg") as postgres:
        url = postgres.url
        ask(url, "CREATE TABLE kept AS SELECT 7 AS n")
        assert not postgres.restart_if_dead()
        os.kill(postgres.pid or 0, signal.SIGKILL)
        assert wait_until(lambda: not postgres.is_alive(), seconds=10)
        assert postgres.restart_if_dead()
        assert postgres.url == url
        assert ask(url, "SELECT n FROM kept") == [7]


def test_a_number_reused_by_another_program_does_not_bar_the_start(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        written = (postgres.data / "postmaster.pid").read_text()
        os.kill(postgres.pid or 0, signal.SIGKILL)
        wait_until(lambda: not postgres.is_alive(), seconds=10)
    with subprocess.Popen(["sleep", "60"]) as other:
        lines = [str(other.pid), *written.splitlines()[1:]]
        (postgres.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
        with EmbeddedPostgres(tmp_path / "pg", durable=False) as again:
            assert ask(again.url, "SELECT 1") == [1]
        other.kill()


def test_half_a_cluster_is_never_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "pg/pgdata.new").mkdir(parents=True)
    (tmp_path / "pg/pgdata.new/PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        assert ask(postgres.url, "SELECT 1") == [1]


def test_data_without_their_password_are_left_alone(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "pg", durable=False):
        pass
    (tmp_path / "pg/password").unlink()
    with pytest.raises(Unavailable, match="postgres_password_lost"):
        EmbeddedPostgres(tmp_path / "pg").start()
    assert not (tmp_path / "pg/password").exists()


def test_a_directory_has_one_owner(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "pg", durable=False), pytest.raises(Conflict, match=str(os.getpid())):
        EmbeddedPostgres(tmp_path / "pg").start()


def test_a_server_that_cannot_start_says_why_at_once_and_lets_go(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="shared_buffers"):
        EmbeddedPostgres(tmp_path / "pg", settings={"shared_buffers": "much"}).start()
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        assert postgres.is_alive()


def test_a_chosen_port_is_kept_or_refused(tmp_path: Path) -> None:
    port = any_free()
    with EmbeddedPostgres(tmp_path / "pg", port, durable=False) as postgres:
        assert postgres.url.endswith(f":{port}/motcua")
    with socket.create_server(("127.0.0.1", port)), pytest.raises(Conflict, match=str(port)):
        EmbeddedPostgres(tmp_path / "pg", port).start()
