"""What the monitoring board costs: first bars on a bad line, bytes of the page, milliseconds of a page and of a 304.

`python -m tests.benchmarks.board [rows]`: the register book of Hòa Bình's nine months, 6,000 rows if nothing is said.
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx2

from services.cli.caught_up import wait_until_counted
from services.cli.register_book import follow, hand_in
from shared.callers import Role
from tests.benchmarks.province import PROVINCE, write_book
from tests.benchmarks.register import units_below
from tests.benchmarks.screens import Screen, a_desk, bench_screens, cookie_of
from tests.support.town import Town, a_town

BOARD = f"/giam-sat?don-vi={PROVINCE}&ky=2023-Q2"
TILES = "/giam-sat?don-vi=25.2025"  # 148 communes of a province of today, as they lie
_BARS = "svg.trend a rect"
_TIMES = 40


def bench_board(town: Town, folder: Path, rows: int, times: int) -> None:
    services = town.services("registrar", "monitor", "operator")
    book = folder / "so.xlsx"
    write_book(book, units_below(services, PROVINCE), rows)
    follow(services, hand_in(services, book, PROVINCE, commit=True), lambda what, done, whole: None)
    assert wait_until_counted(services)
    screen = Screen("giám sát: một tỉnh", BOARD, _BARS, (Role.MONITOR,), "VN")
    tiles = Screen("giám sát: 148 ô", TILES, _BARS, (Role.MONITOR,), "VN")
    bench_screens(town, [screen, tiles], times)
    with a_desk(town) as (settings, app):
        cookie = cookie_of(settings, app, screen)
        with httpx2.Client(base_url=settings.address, cookies={cookie["name"]: cookie["value"]}, timeout=60) as client:
            for each in (screen, tiles):
                _tell(client, each)


def _tell(client: httpx2.Client, screen: Screen) -> None:
    whole, waits = _asked(client, screen.address, {})
    part, _ = _asked(client, screen.address, {"X-Partial": "1"})
    known = {"X-Partial": "1", "If-None-Match": part.headers["etag"]}
    unchanged, polls = _asked(client, screen.address, known)
    assert (whole.status_code, unchanged.status_code, len(unchanged.content)) == (200, 304, 0)
    size = int(whole.headers["content-length"]) / 1024
    times = f"whole {median(waits):.0f} ms, a poll that is 304 {median(polls):.0f} ms"
    print(f"  {screen.title}: {size:.1f} kB gz of HTML; {times}")


def _asked(client: httpx2.Client, address: str, headers: dict[str, str]) -> tuple[httpx2.Response, list[float]]:
    waits = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        answer = client.get(address, headers=headers)
        waits.append(1000 * (time.perf_counter() - started))
    return answer, waits


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 6_000
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town") as town:
        bench_board(town, Path(folder), rows, 5)


if __name__ == "__main__":
    main()
