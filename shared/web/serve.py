"""Runs a service's app under uvicorn: one worker (PostgreSQL shares the machine's cores), no access log."""

import logging

import uvicorn
from starlette.types import ASGIApp

from shared.settings import Settings


def serve(app: ASGIApp, settings: Settings) -> None:
    """Blocks until SIGINT or SIGTERM; requests under way are finished first."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )
