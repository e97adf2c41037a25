"""The stand-in as provinces run it: a program over real HTTP, where callers hang up."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from shared.local.ports import any_free
from tests.portal_standin.caller import CODE, MAPI, PASSWORD, a_dossier

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "module": [sys.executable, "-m", "tests.standins.national_portal"],
    "command": [
        sys.executable,
        "-c",
        "from services.cli.app import main; main()",
        "portal-standin",
        "--level",
        "strict",
    ],
}


def ask(port: int, method: str, path: str, body: Any = None, timeout: float = 10) -> Any:
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, json.dumps(body), {"Content-Type": "application/json", "dstcode": "x"})
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


@pytest.fixture(params=COMMANDS)
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    port = any_free()
    command = COMMANDS[request.param] + (["--port", str(port)] if request.param == "command" else [])
    program = subprocess.Popen(command, cwd=ROOT, env={"MOTCUA_PORT": str(port), "MOTCUA_STANDIN_LEVEL": "strict"})
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        program.terminate()
        program.wait(8)  # a call that is still held would keep it for ten seconds


def test_a_held_call_ends_when_its_caller_hangs_up_and_others_go_on(port: int) -> None:
    assert ask(port, "GET", "/health")["level"] == "strict"
    session = ask(port, "POST", f"{MAPI}/login", {"username": "h17.motcua", "password": PASSWORD})["session"]
    ask(port, "POST", "/_admin/faults", {"fault": "timeout_after_commit", "count": 1})
    call = {"session": session, "madonvi": "H17", "service": "DongBoHoSoMC", "isUpdating": "False"}
    with pytest.raises(TimeoutError):
        ask(port, "POST", f"{MAPI}/g", call | {"data": [a_dossier()]}, timeout=0.3)
    assert ask(port, "GET", f"/_admin/dossiers/{CODE}")["status"] == "2"
    assert ask(port, "POST", f"{MAPI}/g", call | {"data": [a_dossier()]})["error_code"] == "3"
