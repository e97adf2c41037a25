"""Scans of 5 MB up and down through HTTP, one at a time: sealed on the way in, opened and proved on the way out."""

import time
from statistics import median

import httpx2

from tests.benchmarks.processor_time import spent
from tests.benchmarks.receive import receipt
from tests.intake.scans import a_pdf
from tests.support.town import Town

MEGABYTES = 5


def bench_scans(town: Town, desk: str, count: int) -> None:
    headers = town.headers("clerk")
    size = MEGABYTES * 1_000_000
    up, down = [], []
    before = spent(town.pids())["intake"]
    with httpx2.Client(base_url=town.url("intake"), headers=headers, timeout=60) as client:
        for number in range(count):
            content = a_pdf(4, padding=size, seed=number)
            started = time.perf_counter()
            kept = client.post("/scans", params={"desk": desk}, content=content)
            up.append(time.perf_counter() - started)
            assert kept.status_code == 201, kept.text
            url = f"/dossiers/{_dossier(client, desk, kept.json()['digest'])}/scans/{kept.json()['digest']}"
            started = time.perf_counter()
            assert client.get(url).content == content
            down.append(time.perf_counter() - started)
    seconds = (spent(town.pids())["intake"] - before) / count
    print(f"\nScans of {MEGABYTES} MB in a folder, one at a time, {count} scans (medians):")
    print(f"  up {MEGABYTES / median(up):.0f} MB/s, down {MEGABYTES / median(down):.0f} MB/s", end="; ")
    print(f"processor time of intake for both: {1000 * seconds:.0f} ms a scan")


def _dossier(client: httpx2.Client, desk: str, digest: str) -> str:
    paper = f'"papers": [{{"name": "Tờ khai", "scan": "{digest}"}}], '
    body = receipt(desk).replace('"applicant"', f'{paper}"applicant"', 1)
    answer = client.post("/dossiers", content=body.encode(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
