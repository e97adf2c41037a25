"""A small real server that keeps files as a portal would, well and badly behaved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from services.portal.clients.portal_files import LARGEST
from tests.intake.scans import a_pdf


@dataclass
class FileHost:
    """`asked` are the paths in order; while `is_away` it answers 503."""

    name: str
    asked: list[str] = field(default_factory=list)
    is_away: bool = False

    def link(self, path: str) -> str:
        return f"http://{self.name}{path}"


_FILES = {
    "/good.pdf": (200, a_pdf()),
    "/large.pdf": (200, b"%PDF-1.7" + bytes(LARGEST)),
    "/moved": (302, b""),
}


@contextmanager
def a_file_host() -> Iterator[FileHost]:
    host = FileHost("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(self.path)
            if host.is_away:
                self._answer(503, b"")
            else:
                status, content = _FILES.get(self.path.partition("?")[0], (404, b""))
                self._answer(status, content, Location=host.link("/good.pdf"))

        def _answer(self, status: int, content: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            try:
                self.wfile.write(content)
            except OSError:
                self.close_connection = True  # who asked has heard enough

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.name = f"127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
