"""The embedded NATS: synced before it acknowledges, closed to strangers, its store kept."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import nats as client
import pytest

from shared.errors import Unavailable
from shared.local.nats import EmbeddedNats, assert_sync_always, binary
from shared.local.ports import any_free
from shared.local.waiting import wait_until


async def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    with EmbeddedNats(tmp_path / "nats") as server:
        assert_sync_always(server.monitor_url)
        connection = await client.connect(server.url)
        bus = connection.jetstream()
        await bus.add_stream(name="facts", subjects=["facts.>"])
        assert (await bus.publish("facts.one", b"{}")).seq == 1
        await connection.close()
        assert not server.restart_if_dead()
        os.kill(server.pid or 0, signal.SIGKILL)
        assert wait_until(lambda: not server.is_alive(), seconds=10)
        assert server.restart_if_dead()
        connection = await client.connect(server.url)
        assert (await connection.jetstream().stream_info("facts")).state.messages == 1
        await connection.close()


async def test_the_next_start_finds_store_and_address(tmp_path: Path) -> None:
    with EmbeddedNats(tmp_path / "nats") as server:
        url = server.url
        connection = await client.connect(url)
        await connection.jetstream().add_stream(name="facts", subjects=["facts.>"])
        await connection.close()
    with EmbeddedNats(tmp_path / "nats") as server:
        assert server.url == url
        connection = await client.connect(url)
        assert await connection.jetstream().stream_info("facts")
        await connection.close()


def test_a_stranger_without_the_token_stays_outside(tmp_path: Path) -> None:
    with EmbeddedNats(tmp_path / "nats") as server:
        assert (tmp_path / "nats/nats.conf").stat().st_mode & 0o777 == 0o600
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as stranger:
            stranger.sendall(b'CONNECT {"verbose":true}\r\nPING\r\n')
            heard = b"".join(iter(lambda: stranger.recv(4096), b""))
        assert b"Authorization Violation" in heard
        assert b"PONG" not in heard


def test_a_server_that_syncs_later_is_refused(tmp_path: Path) -> None:
    port, monitor = any_free(), any_free()
    lax: list[str | Path] = [binary(), "-a", "127.0.0.1", "-p", str(port), "-m", str(monitor), "-js", "-sd", tmp_path]
    with subprocess.Popen(lax, stderr=subprocess.DEVNULL) as server:
        url = f"http://127.0.0.1:{monitor}"

        def answered() -> str:
            with pytest.raises(Unavailable) as refused:
                assert_sync_always(url)
            return refused.value.code

        assert wait_until(lambda: answered() != "nats_monitor_silent", seconds=20)
        assert answered() == "nats_sync_not_always"
        server.terminate()


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"nats\.conf:4"):
        EmbeddedNats(tmp_path / "nats", max_payload="[]").start()


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_NATS_BIN", str(tmp_path / "none"))
    with pytest.raises(Unavailable, match="MOTCUA_NATS_BIN"):
        EmbeddedNats(tmp_path / "nats").start()
    monkeypatch.delenv("MOTCUA_NATS_BIN")
    assert binary().parent == Path(sys.executable).parent
