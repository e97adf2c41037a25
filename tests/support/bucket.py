"""An S3-compatible server for a test: a process of its own on loopback, ended by its id."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from shared.local.ports import LOOPBACK, any_free
from shared.local.waiting import wait_until

BUCKET = "ban-quet"


@contextmanager
def a_bucket(folder: Path) -> Iterator[str]:
    """The server's address; it has one empty bucket."""
    port = any_free()
    address = f"http://{LOOPBACK}:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", LOOPBACK, "-p", str(port)]
    with (folder / "bucket.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    try:
        with httpx2.Client(base_url=address, timeout=5, trust_env=False) as client:
            assert wait_until(lambda: _answers(client), seconds=60), (folder / "bucket.log").read_text()
            client.put(f"/{BUCKET}").raise_for_status()
        yield address
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(client: httpx2.Client) -> bool:
    try:
        return client.get("/").is_success
    except httpx2.TransportError:
        return False
