"""A real HTTP gateway for short messages on loopback: it keeps what it was sent, and answers as it is told to."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from shared.local.ports import LOOPBACK


class Calls:
    """`answers` are the next statuses (202 where there are none); `taken`: what got 2xx, by its key."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.requests: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.taken: dict[str, dict[str, Any]] = {}
        self.url = ""

    def take(self, headers: dict[str, str], body: dict[str, Any]) -> int:
        self.requests.append((headers, body))
        status = self.answers.pop(0) if self.answers else 202
        if 200 <= status < 300:
            self.taken.setdefault(headers["idempotency-key"], body)
        return status


class Server(ThreadingHTTPServer):
    """As many may call at once as a test has senders: of more than five the usual one turns some away."""

    request_queue_size = 64


@contextmanager
def a_gateway() -> Iterator[Calls]:
    calls = Calls()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            status = calls.take({name.lower(): value for name, value in self.headers.items()}, body)
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: a telephone number is no business of a test's output."""

    server = Server((LOOPBACK, 0), Handler)
    calls.url = f"http://{LOOPBACK}:{server.server_port}/tin"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield calls
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
