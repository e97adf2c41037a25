"""Type-ahead: what a clerk types, letter by letter, against the whole reference catalogue, at the database and by HTTP.

At the database: the suite's own statement by the suite's own driver, one connection, one question at a time, with the
desk's latest receipts counted in. By HTTP: one keep-alive connection to the running service. Everything the catalogue
holds is in memory; the first question of each connection, which prepares the statement, is not counted.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence

import asyncpg
import httpx2

from services.intake.queries.catalogue.procedure_search import list_procedures, suggest_procedures
from shared.clock import SystemClock
from shared.db.database import prepare_connection
from shared.worktime import legal_day
from tests.benchmarks.receive import SERVICES, percentile, standing_still
from tests.support.town import Town

TYPED = (
    *("đăng ký khai sinh", "dang ky khai sinh", "cấp giấy chứng nhận quyền sử dụng đất", "khai tử", "1.001193"),
    *("cap giay chung nhan quyen su dung dat", "thành lập hộ kinh doanh", "giấy phép xây dựng nhà ở", "2.000815"),
    *("chứng thực chữ ký", "trợ cấp xã hội hàng tháng", "hai quan", "dat dai", "sinh khai ky dang"),
)


def prefixes() -> Iterator[str]:
    """Every state of the box while somebody types."""
    for text in TYPED:
        yield from (text[:end] for end in range(1, len(text) + 1) if text[:end].strip())


def bench_suggest(town: Town, desk: str, rounds: int) -> None:
    asked = [text for _ in range(rounds) for text in prefixes()]
    with standing_still(town, SERVICES):
        procedures, suggesting, searching = asyncio.run(_at_the_database(town, desk, asked))
    with standing_still(town, ("processing", "stats")):
        by_http = _by_http(town, desk, asked)
    print(f"\nType-ahead over {procedures} procedures ({len(asked)} questions, letter by letter)")
    show("suggest at the database", suggesting)
    show("suggest by HTTP", by_http)
    show("search (a page of 50) at the database", searching)


async def _at_the_database(town: Town, desk: str, asked: Sequence[str]) -> tuple[int, list[float], list[float]]:
    running = town.home.running()
    assert running
    connection = await asyncpg.connect(running.database_url)
    await prepare_connection(connection)
    today = legal_day(SystemClock().now())
    suggesting: list[float] = []
    searching: list[float] = []
    for text in ("dang ky", "1.0", *asked):
        begun = time.perf_counter()
        await suggest_procedures(connection, q=text, desk=desk, level=None, on=today, limit=10)
        suggesting.append(time.perf_counter() - begun)
    for text in ("dang ky", "1.0", *asked):
        begun = time.perf_counter()
        await list_procedures(connection, q=text, field=None, level=None, on=today, after=None, limit=51)
        searching.append(time.perf_counter() - begun)
    procedures = await connection.fetchval("select count(distinct code) from intake.procedures")
    await connection.close()
    return procedures, suggesting[2:], searching[2:]


def _by_http(town: Town, desk: str, asked: Sequence[str]) -> list[float]:
    seconds: list[float] = []
    with httpx2.Client(base_url=town.url("intake"), headers=town.headers("clerk")) as client:
        for text in ("dang ky", "1.0", *asked):
            begun = time.perf_counter()
            answer = client.get("/procedures/suggest", params={"q": text, "desk": desk})
            seconds.append(time.perf_counter() - begun)
            assert answer.status_code == 200, answer.text
    return seconds[2:]


def show(title: str, seconds: Sequence[float]) -> None:
    """All questions; and, less disturbed by what else the machine does, the fastest of each question's repetitions."""
    questions = len(list(prefixes()))
    fastest = sorted(1000 * min(seconds[place::questions]) for place in range(questions))
    ordered = sorted(1000 * value for value in seconds)
    p50, p99 = percentile(ordered, 0.5), percentile(ordered, 0.99)
    print(f"  {title}: p50 {p50:.2f} ms, p99 {p99:.2f} ms, longest {ordered[-1]:.1f} ms", end="")
    print(f" (fastest of each: p50 {percentile(fastest, 0.5):.2f} ms, p99 {percentile(fastest, 0.99):.2f} ms)")
