"""kill -9 in the middle of a register book: of its reading process, and of intake; each row is counted once.

The book has 3,000 rows, in the long form 20,000.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from services.cli.caught_up import wait_until_counted
from services.cli.register_book import ENDED, hand_in
from shared.local.waiting import wait_until
from tests.benchmarks.memory import children
from tests.benchmarks.province import PROVINCE, SPAN, write_book
from tests.benchmarks.register import units_below
from tests.support.town import Town, a_town


@pytest.fixture(scope="module")
def rows(is_long: bool) -> int:
    return 20_000 if is_long else 3_000


@pytest.fixture(scope="module")
def doomed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town of this test's own."""
    with a_town(tmp_path_factory.mktemp("doomed")) as place:
        yield place


def kill_reader(town: Town) -> None:
    """The one child of intake that reads a book."""
    readers = [pid for pid in children(town.pids()["intake"]) if b"book_reader" in command_of(pid)]
    for pid in readers:
        os.kill(pid, signal.SIGKILL)


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def kill_intake(town: Town) -> None:
    town.kill("intake")
    town.await_health()


def follow(town: Town, id_: str) -> dict[str, Any]:
    job: dict[str, Any] = town.services("registrar").ask(
        "intake", "GET", f"/register-imports/{id_}", params={"shown": 5}
    )
    return job


@pytest.mark.parametrize(
    ("strike", "commit", "first"),
    [(kill_reader, True, 1), (kill_intake, True, 3001), (kill_intake, False, 6001)],
    ids=["reader", "intake", "intake in a dry run"],
)
def test_a_book_goes_on_behind_what_was_committed(
    doomed: Town, tmp_path: Path, strike: Callable[[Town], None], commit: bool, first: int, rows: int
) -> None:
    services = doomed.services("registrar", "monitor")
    book = tmp_path / "so.xlsx"
    expected = write_book(book, units_below(services, PROVINCE), rows, first)
    before = figures(doomed)
    id_ = hand_in(services, book, PROVINCE, commit=commit)["id"]
    for share in (0.2, 0.6):
        assert wait_until(lambda s=share: follow(doomed, id_)["done"] > s * rows, seconds=120)  # type: ignore[misc]
        strike(doomed)
    assert wait_until(lambda: follow(doomed, id_)["state"] in ENDED, seconds=180, every=0.2)
    job = follow(doomed, id_)
    assert (job["state"], job["rows"], job["done"], job["rejected_count"]) == ("done", rows, rows, 0), job
    assert (job["imported"], job["unchanged"]) == (rows, 0)
    assert wait_until_counted(services, patience=120)
    after = figures(doomed)
    counted = {name: after[name] - before[name] for name in expected}
    assert counted == (expected if commit else dict.fromkeys(expected, 0))


def figures(town: Town) -> dict[str, int]:
    first, last = (day.isoformat() for day in SPAN)
    span = {"office": PROVINCE, "from": first, "to": last}
    found: dict[str, int] = town.services("monitor").ask("stats", "GET", "/figures", params=span)["figures"]
    return found


def test_a_reading_that_is_killed_again_and_again_is_given_up_with_a_reason(doomed: Town, tmp_path: Path) -> None:
    services = doomed.services("registrar")
    book = tmp_path / "so.xlsx"
    write_book(book, units_below(services, PROVINCE), 20_000)
    id_ = hand_in(services, book, PROVINCE, commit=False)["id"]
    end = time.monotonic() + 120
    while follow(doomed, id_)["state"] not in ENDED and time.monotonic() < end:
        kill_reader(doomed)
    job = follow(doomed, id_)
    assert job["state"] == "failed"
    assert "bị dừng nhiều lần" in job["reason"]
