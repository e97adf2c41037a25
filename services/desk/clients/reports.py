"""Official forms, drawn up for a period or as they were closed, and closed periods."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.web.service_client import Answer, BoundClient

Told = Mapping[str, Any]


async def forms_of(stats: BoundClient) -> Sequence[Told]:
    told: Sequence[Told] = (await stats.get("/reports"))["items"]
    return told


async def report_of(
    stats: BoundClient, form: str, office: str, period: Mapping[str, str | None], rows: Sequence[str]
) -> Told:
    told: Told = await stats.get(f"/reports/{form}", office=office, **period, rows=list(rows))
    return told


async def report_file(
    stats: BoundClient, form: str, office: str, period: Mapping[str, str | None], rows: Sequence[str], kind: str
) -> Answer:
    return await stats.fetch(f"/reports/{form}", office=office, **period, rows=list(rows), format=kind)


async def closings_of(stats: BoundClient, office: str, cursor: str | None = None, limit: int = 50) -> Told:
    told: Told = await stats.get("/closings", office=office, cursor=cursor, limit=limit)
    return told


async def restated(stats: BoundClient, closing: str, cursor: str | None) -> tuple[Told, Told]:
    """As reported beside what is known now, and a page of the dossiers that make the difference."""
    told: Told = await stats.get(f"/closings/{closing}")
    changed: Told = await stats.get(f"/closings/{closing}/dossiers", cursor=cursor, limit=100)
    return told, changed


async def closed_report(stats: BoundClient, closing: str, form: str, rows: Sequence[str]) -> Told:
    told: Told = await stats.get(f"/closings/{closing}/reports/{form}", rows=list(rows))
    return told


async def closed_file(stats: BoundClient, closing: str, form: str, rows: Sequence[str], kind: str) -> Answer:
    return await stats.fetch(f"/closings/{closing}/reports/{form}", rows=list(rows), format=kind)


async def close_period(stats: BoundClient, office: str, first: str, last: str, reason: str | None) -> Told:
    """Refuses a period that is not over, and one closed before without a reason to issue it again."""
    closed: Told = await stats.post("/closings", {"office": office, "from": first, "to": last, "reason": reason})
    return closed
