"""What a head sees below him: processing's board of today, the yearbook's month, and what waits for a signature."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shared.errors import Unavailable
from shared.web.service_client import BoundClient


@dataclass(frozen=True, slots=True)
class MonthSoFar:
    """From the yearbook: this month by unit, the month before as a whole."""

    first: date
    today: date
    figures: Mapping[str, Any]
    before: Mapping[str, Any]
    times: Mapping[str, Any]
    satisfaction: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Board:
    """`month` is None while the yearbook is away: the rest is shown all the same."""

    units: list[Mapping[str, Any]]
    counts: Mapping[str, Any]
    to_sign: int
    letters: int
    as_of: str
    month: MonthSoFar | None


async def board_of(processing: BoundClient, stats: BoundClient, office: str, today: date) -> Board:
    """Refuses `office_not_found`."""
    board, counts, to_sign, letters, month = await asyncio.gather(
        processing.get("/board", office=office),
        processing.get("/dossiers/counts", office=office),
        processing.get("/worklists/unit/counts", role="leader", for_me="true"),
        processing.get("/warnings/counts", office=office, kind="letter_today"),
        _month(stats, office, today),
    )
    return Board(board["units"], counts, to_sign["total"], letters["total"], board["as_of"], month)


async def _month(stats: BoundClient, office: str, today: date) -> MonthSoFar | None:
    first = today.replace(day=1)
    this = {"office": office, "from": f"{first}", "to": f"{today}"}
    last = first - timedelta(days=1)
    try:
        figures, before, times, satisfaction = await asyncio.gather(
            stats.get("/figures", **this, breakdown="office"),
            stats.get("/figures", **this | {"from": f"{last.replace(day=1)}", "to": f"{last}"}),
            stats.get("/times", **this, breakdown="office"),
            stats.get("/satisfaction", **this),
        )
    except Unavailable:
        return None
    return MonthSoFar(first, today, figures, before, times, satisfaction)
