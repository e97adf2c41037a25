"""A closed-loop HTTP load in a process of its own: N connections, each sending its next request after the last answer.

    python -m tests.benchmarks.load SPEC.json   →   one line of JSON {"seconds", "statuses", "latencies_ms"}

SPEC: host, port, connections, seconds, method, path, headers, bodies (taken in turn).
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import uvloop

CHUNK = 65_536


class Loader:
    """Prebuilt requests over keep-alive connections; answers are read only as far as status and length."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec = spec
        self.run = uuid4().hex
        self.sent = 0
        self.statuses: dict[str, int] = {}
        self.latencies: list[float] = []

    def request(self) -> bytes:
        self.sent += 1
        bodies = self.spec["bodies"]
        body = bodies[self.sent % len(bodies)].encode()
        headers = {
            **self.spec["headers"],
            "Host": "127.0.0.1",
            "Content-Length": str(len(body)),
            "Idempotency-Key": f"{self.run}-{self.sent}",
        }
        head = f"{self.spec['method']} {self.spec['path']} HTTP/1.1\r\n"
        return (head + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n").encode() + body

    async def clerk(self, end: float) -> None:
        reader, writer = await asyncio.open_connection(self.spec["host"], self.spec["port"])
        while time.perf_counter() < end:
            started = time.perf_counter()
            writer.write(self.request())
            status = await read_answer(reader)
            self.latencies.append(1000 * (time.perf_counter() - started))
            self.statuses[status] = self.statuses.get(status, 0) + 1
        writer.close()

    async def work(self) -> dict[str, Any]:
        started = time.perf_counter()
        end = started + self.spec["seconds"]
        await asyncio.gather(*(self.clerk(end) for _ in range(self.spec["connections"])))
        seconds = time.perf_counter() - started
        return {"seconds": seconds, "statuses": self.statuses, "latencies_ms": sorted(self.latencies)}


async def read_answer(reader: asyncio.StreamReader) -> str:
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    at = lower.find(b"content-length:")
    if at >= 0:
        length = int(lower[at + 15 : lower.index(b"\r\n", at)])
        if length:
            await reader.readexactly(length)
    return head[9:12].decode()


if __name__ == "__main__":
    loader = Loader(json.loads(Path(sys.argv[1]).read_text()))
    print(json.dumps(uvloop.run(loader.work())))
