"""A closed-loop load of acts in a process of its own: each connection takes a dossier from the desk to its return.

    python -m tests.benchmarks.act_load SPEC.json   →   one line of JSON {"seconds", "statuses", "latencies_ms"}

SPEC: host, port, connections, headers, dossiers (identifiers, accepted, at version 1), acts ([segment, body] in order).
"""

import asyncio
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import uvloop

from tests.benchmarks.load import read_answer


class ActLoader:
    """Keep-alive connections that share one list of dossiers."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec = spec
        self.dossiers = iter(spec["dossiers"])
        self.statuses: Counter[str] = Counter()
        self.latencies: dict[str, list[float]] = defaultdict(list)

    def request(self, dossier: str, act: str, body: Any, version: int) -> bytes:
        written = json.dumps(body).encode()
        headers = {**self.spec["headers"], "Host": "127.0.0.1", "If-Match": f'"{version}"'}
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(written))}
        head = f"POST /dossiers/{dossier}/{act} HTTP/1.1\r\n"
        return (head + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n").encode() + written

    async def official(self) -> None:
        reader, writer = await asyncio.open_connection(self.spec["host"], self.spec["port"])
        for dossier in self.dossiers:
            for version, (act, body) in enumerate(self.spec["acts"], start=1):
                started = time.perf_counter()
                writer.write(self.request(dossier, act, body, version))
                status = await read_answer(reader)
                self.latencies[act].append(1000 * (time.perf_counter() - started))
                self.statuses[status] += 1
        writer.close()

    async def work(self) -> dict[str, Any]:
        started = time.perf_counter()
        await asyncio.gather(*(self.official() for _ in range(self.spec["connections"])))
        seconds = time.perf_counter() - started
        return {"seconds": seconds, "statuses": self.statuses, "latencies_ms": self.latencies}


if __name__ == "__main__":
    loader = ActLoader(json.loads(Path(sys.argv[1]).read_text()))
    print(json.dumps(uvloop.run(loader.work())))
