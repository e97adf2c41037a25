"""The queue of a one-stop desk: what it has open and what waits to be taken in, with whose it is."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.web.service_client import BoundClient

PENDING = ("filed", "completed")


@dataclass(frozen=True, slots=True)
class Queue:
    """Counts of the desk and one page of a list; `lines` tells by the dossier's id whose it is."""

    counts: Mapping[str, Any]
    filings: Mapping[str, Any]
    items: Sequence[Mapping[str, Any]]
    lines: Mapping[str, Mapping[str, Any]]
    next: str | None


async def queue_of(
    intake: BoundClient,
    processing: BoundClient,
    desk: str,
    *,
    states: Sequence[str],
    urgency: str | None,
    cursor: str | None,
    limit: int,
) -> Queue:
    """Dossiers by nearest due date."""
    counts, filings, page = await asyncio.gather(
        _counts(processing, desk),
        _filing_counts(intake, desk),
        processing.get(
            "/dossiers", desk=desk, state=states, urgency=urgency, without_register=True, cursor=cursor, limit=limit
        ),
    )
    lines = await lines_of(intake, [item["id"] for item in page["dossiers"]])
    return Queue(counts, filings, page["dossiers"], lines, page["next"])


async def filings_of(
    intake: BoundClient, processing: BoundClient, desk: str, states: Sequence[str], cursor: str | None, limit: int
) -> Queue:
    """Filings that wait for an answer, the one to answer first on top."""
    counts, filings, page = await asyncio.gather(
        _counts(processing, desk),
        _filing_counts(intake, desk),
        intake.get("/filings", desk=desk, state=states, cursor=cursor, limit=limit),
    )
    return Queue(counts, filings, page["items"], {}, page["next"])


async def lines_of(intake: BoundClient, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Applicant and procedure by the dossier's id: one question for a whole page."""
    if not ids:
        return {}
    found = await intake.post("/dossiers/lines", {"ids": list(ids)})
    return {line["id"]: line for line in found["items"]}


async def _counts(processing: BoundClient, desk: str) -> Any:
    return await processing.get("/dossiers/counts", desk=desk, state=COUNTED, without_register=True)


async def _filing_counts(intake: BoundClient, desk: str) -> Any:
    return await intake.get("/filings/counts", desk=desk)


COUNTED = (
    "accepted",
    "handed_over",
    "in_process",
    "awaiting_supplement",
    "awaiting_payment",
    "withdrawal_asked",
    "ready",
    "refused",
)
