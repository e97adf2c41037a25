"""Offices: one by its code, and those that fit some words."""

from typing import Any

from shared.web.pages.service_client import BoundClient


async def office(intake: BoundClient, code: str) -> dict[str, Any]:
    """Refuses `office_not_found`."""
    found: dict[str, Any] = await intake.get(f"/offices/{code}")
    return found


async def offices(intake: BoundClient, *, q: str | None = None, parent: str | None = None) -> list[dict[str, Any]]:
    """At most fifty, in force today."""
    found = await intake.get("/offices", q=q, parent=parent, limit=50)
    return [each for each in found["items"] if each["valid_to"] is None]
