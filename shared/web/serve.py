"""Runs a service's app under uvicorn: one worker (PostgreSQL shares the machine's cores), no access log."""

import logging
from typing import Protocol

import uvicorn
from starlette.types import ASGIApp


class Place(Protocol):
    """Where a program listens."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...


def serve(app: ASGIApp, settings: Place, *, believes_proxies: bool = True) -> None:
    """Blocks until SIGINT or SIGTERM; requests under way are finished first.

    `believes_proxies`: a proxy on this machine may say whose request it is.
    """
    log_plainly()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        server_header=False,
        proxy_headers=believes_proxies,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )


def log_plainly() -> None:
    """To standard error, without the addresses that the service itself asks: they name dossiers and telephones."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx2").setLevel(logging.WARNING)
