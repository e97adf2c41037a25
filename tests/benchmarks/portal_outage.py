"""A day's outage of the national portal: what a province owes after it, and how fast that drains beside new dossiers.

    python -m tests.benchmarks.portal_outage [--dossiers 1600] [--latency 0.2]

Ten acts a dossier are done over HTTP while the portal answers 502 to everything; then it is well again. Told: how long
until nothing is owed, how long a dossier took that was received meanwhile, and that no row came twice.
"""

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg
import httpx2

from tests.support.portal_town import DESKS, PROCEDURE, PortalTown, a_portal_town

DESK = DESKS["gen_a"]
OWNER = {"kind": "citizen", "name": "Trần Văn Mẫu", "identity_number": "001099000018"}
ACTS = ("take-up", *("payment-request", "payment-receipt") * 3, "finish", "return")
AT_ONCE = 12
_OPEN = "select count(*) from processing.dossiers where desk = $1"
_OWED = "select count(*) from portal.lanes where state <> 'idle'"
_ENTRIES = "select count(*) from portal.entries"


class Load:
    """Dossiers with all their acts, some at once."""

    def __init__(self, place: PortalTown) -> None:
        self._town = place.town
        self._http = httpx2.AsyncClient(timeout=60, limits=httpx2.Limits(max_connections=AT_ONCE))

    def _headers(self) -> dict[str, str]:
        return self._town.headers("clerk", "officer", "leader", offices=(DESK,))

    async def receive(self) -> str:
        body = {"desk": DESK, "procedure": PROCEDURE, "channel": "direct", "applicant": OWNER}
        answer = await self._http.post(f"{self._town.url('intake')}/dossiers", json=body, headers=self._headers())
        answer.raise_for_status()
        return str(answer.json()["id"])

    async def act(self, dossier: str, act: str, version: int) -> None:
        url = f"{self._town.url('processing')}/dossiers/{dossier}/{act}"
        headers = self._headers() | {"If-Match": f'"{version}"'}
        note = {"note": "Lệ phí"} if act == "payment-request" else {}
        answer = await self._http.post(url, json=note, headers=headers)
        answer.raise_for_status()

    async def all(self, count: int, opened: asyncpg.Connection) -> None:
        """Act by act over all dossiers: in one second a dossier does not have the same act twice."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def under_gate(work: Any) -> Any:
            async with gate:
                return await work

        ids = await asyncio.gather(*(under_gate(self.receive()) for _ in range(count)))
        while await opened.fetchval(_OPEN, DESK) < count:
            await asyncio.sleep(0.1)
        for version, act in enumerate(ACTS, start=1):
            pause = asyncio.create_task(asyncio.sleep(1.1))
            await asyncio.gather(*(under_gate(self.act(id_, act, version)) for id_ in ids), pause)


async def _until_noted(portal: asyncpg.Connection, entries: int) -> None:
    while await portal.fetchval(_ENTRIES) < entries:
        await asyncio.sleep(0.1)


async def _newcomers(place: PortalTown, load: Load, portal: asyncpg.Connection, waits: list[float]) -> None:
    """One dossier every two seconds, each waited for until the portal has taken it."""
    while True:
        id_, began = await load.receive(), time.monotonic()
        while not await portal.fetchval("select is_there from portal.lanes where id = $1::uuid", id_):
            await asyncio.sleep(0.05)
        waits.append(time.monotonic() - began)
        await asyncio.sleep(2)


async def measure(place: PortalTown, count: int, url: str, latency: float) -> dict[str, Any]:
    portal = await asyncpg.connect(url)
    processing = await asyncpg.connect(url)
    load, waits = Load(place), list[float]()
    place.fault("bad_gateway")
    began = time.monotonic()
    await load.all(count, processing)
    await _until_noted(portal, count * (len(ACTS) + 1))
    filled = time.monotonic() - began
    newcomers = asyncio.create_task(_newcomers(place, load, portal, waits))
    place.no_faults()
    if latency:
        place.fault("slow_body", seconds=latency)
    began = time.monotonic()
    while (await portal.fetchval(_OWED)) > 1:  # one newcomer may be on its way
        await asyncio.sleep(0.2)
    drained = time.monotonic() - began
    newcomers.cancel()
    metrics = place.admin.get("/_admin/metrics").json()
    return {
        "what": "portal outage",
        "dossiers": count,
        "facts": count * (len(ACTS) + 1),
        "filled_seconds": round(filled, 1),
        "latency_seconds": latency,
        "drained_seconds": round(drained, 1),
        "newcomers": len(waits),
        "newcomer_median_seconds": round(median(waits), 2) if waits else None,
        "newcomer_worst_seconds": round(max(waits), 2) if waits else None,
        "records_told": metrics.get("calls.DongBoHoSoMC"),
        "row_calls": metrics.get("calls.CapNhatTienDoHoSoMC"),
        "rows": metrics.get("rows"),
        "rows_twice": metrics.get("rows.duplicate", 0),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=1600)
    parser.add_argument("--latency", type=float, default=0, help="seconds that the portal takes for each answer")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="portal-outage-"))
    with a_portal_town(folder) as place:
        running = place.town.home.running()
        assert running is not None
        print(json.dumps(asyncio.run(measure(place, asked.dossiers, running.database_url, asked.latency))))


if __name__ == "__main__":
    main()
