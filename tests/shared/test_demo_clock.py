"""The demo's clock: one small file that all programs look at, turned while they run, never in production."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.clock import DemoClock, SystemClock
from shared.errors import Unavailable
from shared.local.demo_clock import reset_clock, turn_clock
from shared.settings import clock_of_environment

THEN = datetime(2026, 8, 5, 10, 1, tzinfo=UTC)
A_MOMENT = timedelta(seconds=5)


def test_without_a_file_it_is_the_time_of_the_machine(tmp_path: Path) -> None:
    clock = DemoClock(tmp_path / "clock.json")
    assert abs(clock.now() - SystemClock().now()) < A_MOMENT
    assert not clock.is_turned


def test_it_goes_on_from_where_it_was_turned(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    clock = DemoClock(path)
    turn_clock(path, THEN)
    first = clock.now()
    assert THEN <= first < THEN + A_MOMENT
    assert clock.now() > first
    assert clock.is_turned


def test_a_clock_that_stands_tells_the_same_instant_until_it_is_turned_again(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    clock = DemoClock(path)
    for hour in range(50):
        turn_clock(path, THEN + timedelta(hours=hour), stands=True)
        assert clock.now() == clock.now() == THEN + timedelta(hours=hour)


def test_two_programs_agree_and_a_reset_gives_back_real_time(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    turn_clock(path, THEN, stands=True)
    one, other = DemoClock(path), DemoClock(path)
    assert one.now() == other.now()
    reset_clock(path)
    reset_clock(path)
    assert abs(one.now() - SystemClock().now()) < A_MOMENT


@pytest.mark.parametrize("text", ["", "{}", '{"at": "gì đó", "since": null}', "[1]", '{"at": null, "since": null}'])
def test_a_file_that_cannot_be_read_is_said_and_not_taken_for_real_time(tmp_path: Path, text: str) -> None:
    path = tmp_path / "clock.json"
    path.write_text(text)
    with pytest.raises(Unavailable, match="demo_clock_broken"):
        DemoClock(path).now()


def test_a_program_goes_by_it_only_where_it_is_set_and_never_in_production(tmp_path: Path) -> None:
    path = str(tmp_path / "clock.json")
    assert isinstance(clock_of_environment({}), SystemClock)
    assert isinstance(clock_of_environment({"MOTCUA_DEMO_CLOCK": path}), DemoClock)
    with pytest.raises(SystemExit) as ended:
        clock_of_environment({"MOTCUA_DEMO_CLOCK": path, "MOTCUA_ENV": "production"})
    assert ended.value.code == 78
