"""A province's register book through HTTP into the yearbook: seconds, rows a second, processor time, peak memory."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx2

from services.cli.caught_up import wait_until_counted
from services.cli.connection import Services
from services.cli.register_book import follow, hand_in
from tests.benchmarks.memory import Peaks, watching
from tests.benchmarks.processor_time import spent
from tests.benchmarks.province import PROVINCE, SPAN, Unit, write_book
from tests.benchmarks.receive import percentile
from tests.support.town import Town

_LEVELS = {"province": "tinh", "district": "huyen", "commune": "xa"}
_TARGET_SECONDS = 600


def units_below(services: Services, code: str) -> list[Unit]:
    """The province, its districts and their communes of 2023; a name that two of them bear is no use in a book."""
    found = [services.office(code), *_children(services, code)]
    found += [commune for district in found[1:] for commune in _children(services, district["code"])]
    names = [unit["name"] for unit in found]
    return [
        Unit(unit["code"], unit["name"] if names.count(unit["name"]) == 1 else unit["code"], _LEVELS[unit["level"]])
        for unit in found
        if unit["valid_to"] is None or unit["valid_to"] > "2023-12-31"
    ]


def _children(services: Services, code: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor = None
    while cursor or not items:
        more = {"cursor": cursor} if cursor else {}
        page = services.ask("intake", "GET", "/offices", params={"parent": code, "limit": 200} | more)
        items += page["items"]
        cursor = page["next"]
        if not page["items"]:
            break
    return items


def bench_register(town: Town, folder: Path, rows: int) -> None:
    services = town.services("registrar", "monitor", "operator")
    book = folder / "so-tinh.xlsx"
    expected = write_book(book, units_below(services, PROVINCE), rows)
    before = spent(town.pids())
    with watching(town.pids()) as peaks, asking(town) as waits:
        started = time.perf_counter()
        job = follow(services, hand_in(services, book, PROVINCE, commit=True), lambda what, done, whole: None)
        written = time.perf_counter() - started
        services = town.services("registrar", "monitor", "operator")  # a token lasts ten minutes
        assert wait_until_counted(services)
        counted = time.perf_counter() - started
    after = spent(town.pids())
    assert (job["state"], job["imported"], job["rejected_count"]) == ("done", rows, 0), job
    size = book.stat().st_size / (1 << 20)
    print(f"\nRegister book of {rows} rows ({size:.1f} MiB), one book at a time, until its figures stand:")
    print(f"  read, judged and written at intake in {written:.1f} s ({rows / written:.0f} rows/s)")
    print(
        f"  counted in stats after {counted:.1f} s ({rows / counted:.0f} rows/s); aim for 300,000: {_TARGET_SECONDS} s"
    )
    cpu = {name: after[name] - before[name] for name in after}
    print("  processor seconds: " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in cpu.items()))
    print(f"  (of intake's, the reading process took {peaks.reader_seconds:.1f} s)")
    _print_memory(peaks)
    waits.sort()
    print(
        f"  a desk that asked intake {len(waits)} times meanwhile waited p50 {median(waits):.0f} ms, "
        f"p99 {percentile(waits, 0.99):.0f} ms, at most {waits[-1]:.0f} ms"
    )
    _check(services, expected)


@contextmanager
def asking(town: Town) -> Iterator[list[float]]:
    """Milliseconds that intake took to answer somebody else, five times a second while the block runs."""
    waits: list[float] = []
    is_over = threading.Event()
    address, headers = f"{town.url('intake')}/offices/{PROVINCE}", town.headers("clerk")

    def ask() -> None:
        with httpx2.Client(headers=headers, timeout=60) as client:
            while not is_over.wait(0.2):
                started = time.perf_counter()
                client.get(address)
                waits.append(1000 * (time.perf_counter() - started))

    asker = threading.Thread(target=ask)
    asker.start()
    try:
        yield waits
    finally:
        is_over.set()
        asker.join()


def _print_memory(peaks: Peaks) -> None:
    print("  peak MiB: " + ", ".join(f"{name} {mib:.0f}" for name, mib in peaks.services.items()), end="; ")
    print(
        f"reading process {peaks.reader:.0f}; PostgreSQL private: largest {peaks.backend:.0f}, all {peaks.backends:.0f}"
    )


def _check(services: Services, expected: dict[str, int]) -> None:
    first, last = (day.isoformat() for day in SPAN)
    span = {"office": PROVINCE, "from": first, "to": last}
    figures = services.ask("stats", "GET", "/figures", params=span)["figures"]
    differing = {name: (count, figures[name]) for name, count in expected.items() if figures[name] != count}
    started = time.perf_counter()
    found = services.ask("stats", "POST", "/recount", timeout=3600)
    print(f"  report against the book's own counts: {len(expected) - len(differing)} of {len(expected)} figures equal")
    seconds = time.perf_counter() - started
    print(f"  recount: {len(found['differences'])} differences in {found['dossiers']} dossiers ({seconds:.0f} s)")
    assert not differing, differing
    assert not found["differences"], found["differences"][:5]
