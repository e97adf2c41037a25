"""The dossiers of a citizen who signed in, as intake tells them; his number goes in a body, never in an address."""

from typing import Any

from services.tracker.clients.services import Services
from shared.errors import Refusal

_NOT_FOUND = {404, 422}


async def list_own(services: Services, number: str) -> list[dict[str, Any]]:
    """Newest first, 200 at most. Refuses where intake does not answer."""
    intake = await services.bound(services.intake)
    try:
        items: list[dict[str, Any]] = (await intake.post("/public/own-dossiers", {"identity_number": number}))["items"]
    except Refusal as refusal:
        if refusal.status in _NOT_FOUND:  # a number that no dossier can have
            return []
        raise
    return items


async def look_up_own(services: Services, number: str, code: str) -> dict[str, Any] | None:
    """None for one that is another's or not there."""
    intake = await services.bound(services.intake)
    try:
        found: dict[str, Any] = await intake.post(
            "/public/own-dossiers/lookups", {"identity_number": number, "code": code}
        )
    except Refusal as refusal:
        if refusal.status in _NOT_FOUND:
            return None
        raise
    return found
