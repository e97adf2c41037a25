"""A supervised program: its end, its log, one owner per directory."""

import os
import signal
import sys
from pathlib import Path

import pytest

from shared.errors import Unavailable
from shared.local.child import Child, run_to_end
from shared.local.home import Home, Running
from shared.local.lock import DirectoryLock
from shared.local.ports import any_free, is_free, settled_port
from shared.local.waiting import wait_until

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); time.sleep(60)"
)


def python(tmp_path: Path, program: str, patience: float = 20.0) -> Child:
    return Child("thử", [sys.executable, "-c", program], log=tmp_path / "log/thử.log", patience=patience)


def test_one_that_ignores_the_request_is_killed(tmp_path: Path) -> None:
    child = python(tmp_path, STUBBORN, patience=0.1)
    child.start()
    assert wait_until(lambda: "here" in child.tail(), seconds=20)
    pid = child.pid or 0
    assert os.getsid(pid) == pid
    child.stop()
    assert not child.is_alive()
    assert not child.restart_if_dead()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_one_that_died_is_started_again(tmp_path: Path) -> None:
    child = python(tmp_path, STUBBORN)
    child.start()
    assert not child.restart_if_dead()
    os.kill(child.pid or 0, signal.SIGKILL)
    assert child.wait() == child.exit_status == -signal.SIGKILL
    assert child.restart_if_dead()
    assert child.is_alive()
    os.kill(child.pid or 0, signal.SIGKILL)
    child.stop()


def test_a_failed_act_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    run_to_end(python(tmp_path, "print('được')"))
    with pytest.raises(Unavailable, match="hỏng ở dòng 3"):
        run_to_end(python(tmp_path, "import sys; sys.exit('hỏng ở dòng 3')"))


def test_a_log_grown_large_is_turned_over(tmp_path: Path) -> None:
    child = python(tmp_path, "print('mới')")
    child.log.parent.mkdir()
    child.log.write_bytes(b"x" * 10_000_001)
    run_to_end(child)
    assert child.tail() == "mới"
    assert child.log.with_name("thử.log.1").stat().st_size == 10_000_001


def test_what_a_killed_run_left_is_not_taken_for_running(tmp_path: Path) -> None:
    home = Home(tmp_path / "var")
    home.make()
    running = Running(os.getpid(), "postgresql://", "nats://", None, {"intake": "http://127.0.0.1:8001"})
    home.write_running(running)
    assert home.running() is None
    lock = DirectoryLock(home.lock)
    lock.take()
    assert home.holder() == os.getpid()
    assert home.running() == running
    home.forget_running(os.getpid() + 1)
    assert home.running() == running
    lock.release()
    assert home.running() is None
    assert home.holder() is None


def test_a_remembered_port_is_taken_again_and_rubbish_is_not(tmp_path: Path) -> None:
    memory = tmp_path / "port"
    port = settled_port(0, memory)
    assert settled_port(0, memory) == port
    memory.write_text("tám nghìn")
    assert is_free(settled_port(0, memory))
    assert settled_port(any_free(), memory)
