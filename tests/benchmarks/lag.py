"""The lag from commit to figure: a receipt is answered, then the yearbook is asked until its figure has moved."""

import time
from statistics import median

import httpx2

from shared.clock import SystemClock
from shared.worktime import legal_day
from tests.benchmarks.receive import percentile, receipt
from tests.support.town import Town


def bench_lag(town: Town, desk: str, count: int) -> None:
    today = legal_day(SystemClock().now()).isoformat()
    figures = f"{town.url('stats')}/figures?office={desk}&from={today}&to={today}"
    headers = town.headers("clerk", "monitor")
    lags = []
    with httpx2.Client(headers=headers, timeout=10) as client:
        received = client.get(figures).json()["figures"]["received"]
        for _ in range(count):
            sent = {"Content-Type": "application/json"}
            answer = client.post(town.url("intake") + "/dossiers", content=receipt(desk).encode(), headers=sent)
            assert answer.status_code == 201, answer.text
            started = time.perf_counter()
            received += 1
            while client.get(figures).json()["figures"]["received"] < received:
                time.sleep(0.002)
            lags.append(1000 * (time.perf_counter() - started))
    lags.sort()
    print(f"\nLag from commit to figure, one receipt at a time, {count} receipts:")
    print(f"  p50 {median(lags):.0f} ms, p99 {percentile(lags, 0.99):.0f} ms, longest {lags[-1]:.0f} ms")
