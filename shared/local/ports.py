"""TCP ports on 127.0.0.1: which is free, which one an engine had last time."""

import secrets
import socket
from pathlib import Path

from shared.errors import Conflict
from shared.local.waiting import wait_until

LOOPBACK = "127.0.0.1"
_FIRST, _MANY, _TRIES = 20_000, 10_000, 50


def is_free(port: int) -> bool:
    """Nobody listens there (SO_REUSEADDR: connections still closing do not count, as for the engines themselves)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def any_free() -> int:
    """Below the ports that the kernel gives to outgoing connections: none of those takes it before it is used."""
    for _ in range(_TRIES):
        port = _FIRST + secrets.randbelow(_MANY)
        if is_free(port):
            return port
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        given: int = probe.getsockname()[1]
        return given


def settled_port(wanted: int, memory: Path) -> int:
    """The port asked for; with 0 the one remembered in `memory` while it is free, so that URLs stay the same."""
    if wanted:
        if not is_free(wanted):
            raise Conflict("port_busy", f"Cổng {wanted} đang có chương trình khác dùng.")
        return wanted
    remembered = _remembered(memory)
    port = remembered if remembered and _is_soon_free(remembered) else any_free()
    memory.write_text(str(port), encoding="utf-8")
    return port


def _is_soon_free(port: int) -> bool:
    """A killed predecessor lets go of its port within a moment."""
    return wait_until(lambda: is_free(port), seconds=1.0)


def _remembered(memory: Path) -> int | None:
    try:
        return int(memory.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
