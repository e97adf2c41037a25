"""The supervisor's patience with a program that dies again and again."""

import re
import sys
from pathlib import Path

from services.cli.supervisor import Supervisor
from shared.local.child import Child
from shared.local.waiting import wait_until


def test_each_fall_doubles_the_delay(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append, first_delay=0.01)
    supervisor.start(Child("sớm", [sys.executable, "-c", "raise SystemExit(3)"], log=tmp_path / "sớm.log"))

    def has_fallen_three_times() -> bool:
        supervisor.look_after()
        return sum("ngoài ý muốn" in line for line in said) == 3

    assert wait_until(has_fallen_three_times, seconds=30)
    delays = [float(delay) for line in said for delay in re.findall(r"sau ([\d.]+) giây", line)]
    assert delays == [0.01, 0.02, 0.04]
    supervisor.stop()
    assert said[-1].startswith("Dừng sớm")
    assert supervisor.pids() == {}


def test_an_engine_that_will_not_start_is_tried_again_later(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append, first_delay=0.01)
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    supervisor.start(Child("mất", [program], log=tmp_path / "mất.log"))
    program.unlink()

    def has_failed_and_comes_back() -> bool:
        failed = any("chưa chạy lại được" in line for line in said)
        if failed and not program.exists():
            program.write_text("#!/bin/sh\nexit 0\n")
            program.chmod(0o755)
        return supervisor.look_after() and failed

    assert wait_until(has_failed_and_comes_back, seconds=30)
    supervisor.stop()
