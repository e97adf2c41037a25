"""The dossiers behind a number: of processing's lists, or of the yearbook's figures."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.clients.queue import lines_of
from shared.web.service_client import BoundClient


@dataclass(frozen=True, slots=True)
class Listed:
    """One page: how many there are in all, and whose they are."""

    total: int
    items: Sequence[Mapping[str, Any]]
    lines: Mapping[str, Mapping[str, Any]]
    next: str | None


async def open_dossiers(
    intake: BoundClient, processing: BoundClient, asked: Mapping[str, Any], cursor: str | None, limit: int
) -> Listed:
    """By due date. Refuses `office_not_found`, `cursor_not_valid`."""
    counts, page = await asyncio.gather(
        processing.get("/dossiers/counts", **asked), processing.get("/dossiers", **asked, cursor=cursor, limit=limit)
    )
    lines = await lines_of(intake, [item["id"] for item in page["dossiers"]])
    return Listed(counts["total"], page["dossiers"], lines, page["next"])


async def counted_dossiers(
    intake: BoundClient, stats: BoundClient, path: str, asked: Mapping[str, Any], cursor: str | None, limit: int
) -> Listed:
    """Exactly those that a figure counts; `path` is that of dossiers or of filings."""
    page = await stats.get(path, **asked, cursor=cursor, limit=limit)
    of_dossiers = path.endswith("/dossiers")
    lines = await lines_of(intake, [item["id"] for item in page["items"]]) if of_dossiers else {}
    return Listed(page["total"], page["items"], lines, page["next"])


async def votes(stats: BoundClient, asked: Mapping[str, Any], cursor: str | None, limit: int) -> Listed:
    """In the order in which they were given."""
    told, page = await asyncio.gather(
        stats.get("/satisfaction", **{name: value for name, value in asked.items() if name != "below"}),
        stats.get("/satisfaction/votes", **asked, cursor=cursor, limit=limit),
    )
    return Listed(told["all"]["votes"], page["items"], {}, page["next"])


async def letters_due(
    intake: BoundClient, processing: BoundClient, office: str, cursor: str | None, limit: int
) -> Listed:
    """Dossiers that can still be given a new day with a letter of apology, today at the latest."""
    asked = {"office": office, "kind": "letter_today"}
    counts, page = await asyncio.gather(
        processing.get("/warnings/counts", **asked), processing.get("/warnings", **asked, cursor=cursor, limit=limit)
    )
    lines = await lines_of(intake, [item["dossier"] for item in page["warnings"]])
    return Listed(counts["total"], page["warnings"], lines, page["next"])
