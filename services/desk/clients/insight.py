"""What figures show beyond counting: alerts, oddities, rankings, indices, votes, and what would be if."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.desk.clients.monitoring import figures_of
from shared.web.service_client import BoundClient

Told = Mapping[str, Any]
LIMIT = 100


def _of(office: str, span: Told) -> dict[str, str]:
    return {"office": office, "from": span["from"], "to": span["to"]}


async def alerts_of(
    stats: BoundClient, processing: BoundClient, office: str, span: Told, late_before: date, waits_before: date
) -> tuple[Told, Told, Told, Told, Told]:
    """Units with their figures, those that are silent, papers asked for twice, long late ones, clocks that stand."""
    units, silent, oddities, late, waiting = await asyncio.gather(
        figures_of(stats, office, span, {}, "office"),
        stats.get("/silent", office=office),
        stats.get("/oddities", **_of(office, span), kind="repeated_supplement"),
        processing.get("/dossiers/counts", office=office, urgency="overdue", due_before=late_before.isoformat()),
        processing.get("/dossiers/counts", office=office, urgency="waiting", waiting_before=waits_before.isoformat()),
    )
    return units, silent, oddities, late, waiting


async def open_dossiers(
    processing: BoundClient, office: str, urgency: str, limits: Mapping[str, str], cursor: str | None
) -> tuple[Told, Told]:
    """A page of processing's list, and how many there are."""
    page, counts = await asyncio.gather(
        processing.get("/dossiers", office=office, urgency=urgency, **limits, cursor=cursor, limit=LIMIT),
        processing.get("/dossiers/counts", office=office, urgency=urgency, **limits),
    )
    return page, counts


async def oddities_of(stats: BoundClient, office: str, span: Told) -> Told:
    told: Told = await stats.get("/oddities", **_of(office, span))
    return told


async def odd_dossiers(
    stats: BoundClient, office: str, span: Told, kind: str, *, reviewed: bool, cursor: str | None
) -> Told:
    flag = "true" if reviewed else "false"
    told: Told = await stats.get(
        f"/oddities/{kind}/dossiers", **_of(office, span), reviewed=flag, cursor=cursor, limit=LIMIT
    )
    return told


async def review_oddity(stats: BoundClient, kind: str, dossier: str, decision: str, note: str) -> None:
    """Added to what was decided before. Refuses a note without words."""
    await stats.post(f"/oddities/{kind}/{dossier}/review", {"decision": decision, "note": note})


async def ranking_of(stats: BoundClient, office: str, span: Told, level: str, by: str, minimum: int) -> Told:
    told: Told = await stats.get("/rankings", **_of(office, span), level=level, by=by, minimum=minimum)
    return told


async def index_of(stats: BoundClient, office: str, span: Told) -> Told:
    told: Told = await stats.get("/index/766", **_of(office, span))
    return told


async def costly_dossiers(stats: BoundClient, office: str, span: Told, item: str, cursor: str | None) -> Told:
    told: Told = await stats.get("/index/766/dossiers", **_of(office, span), item=item, cursor=cursor, limit=LIMIT)
    return told


async def satisfaction_of(stats: BoundClient, office: str, span: Told, by: str) -> Told:
    told: Told = await stats.get("/satisfaction", **_of(office, span), breakdown=by)
    return told


async def votes_behind(
    stats: BoundClient, office: str, span: Told, asked: Mapping[str, str | None], cursor: str | None
) -> Told:
    told: Told = await stats.get("/satisfaction/votes", **_of(office, span), **asked, cursor=cursor, limit=LIMIT)
    return told


async def limits_of(stats: BoundClient, office: str, span: Told, procedure: str) -> Told:
    told: Told = await stats.get("/what-if/limits", **_of(office, span), procedure=procedure)
    return told


async def newly_late(
    stats: BoundClient, office: str, span: Told, procedure: str, days: int, cursor: str | None
) -> Told:
    told: Told = await stats.get(
        "/what-if/limits/dossiers",
        **_of(office, span),
        procedure=procedure,
        limit_days=days,
        cursor=cursor,
        limit=LIMIT,
    )
    return told


async def moved_dues(processing: BoundClient, office: str, days: Sequence[Mapping[str, str]]) -> Told:
    """How many due dates of open dossiers a changed calendar would move. Nothing is written."""
    told: Told = await processing.post("/calendar/what-if", {"days": list(days)}, office=office, limit=200)
    return told


async def moving_dossiers(
    processing: BoundClient, days: Sequence[Mapping[str, str]], asked: Mapping[str, str | None], cursor: str | None
) -> Told:
    params = {**asked, "cursor": cursor, "limit": LIMIT}
    answer = await processing.client.ask(
        "POST", "/calendar/what-if/dossiers", processing.token, json={"days": list(days)}, params=params
    )
    told: Told = answer.json
    return told
