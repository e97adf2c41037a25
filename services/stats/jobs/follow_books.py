"""Keeps the board of this process up to date for as long as it lives."""

import asyncio
import logging

from services.stats.queries.board import Board
from shared.db.database import is_engine_trouble
from shared.web.station import Job, Station

log = logging.getLogger("motcua.board")
_IDLE_SECONDS = 1.0


def following(board: Board) -> Job:
    """The job of one process; while the database is away nothing is answered from memory."""

    async def follow(station: Station) -> None:
        while True:
            try:
                await board.follow(station.database)
            except Exception as trouble:
                if not is_engine_trouble(trouble):
                    log.exception("the board stumbled")
            await asyncio.sleep(_IDLE_SECONDS)

    return follow
