"""A dossier for who holds its receipt: what intake says after the proof, and how far processing is."""

from typing import Any

from services.tracker.clients.services import Services
from shared.errors import NotFound, Refusal, Unavailable

_NOT_FOUND = {404, 422}  # a code or proof that intake's form cannot even be is simply wrong


async def look_up(services: Services, code: str, proof: str) -> dict[str, Any] | None:
    """None where code and proof do not go together; refuses where intake does not answer."""
    intake = await services.bound(services.intake)
    try:
        found: dict[str, Any] = await intake.post("/public/lookups", {"code": code, "proof": proof})
    except Refusal as refusal:
        if refusal.status in _NOT_FOUND:
            return None
        raise
    return found


async def read_story(services: Services, dossier: str) -> dict[str, Any] | None:
    """None while processing does not answer, or has not opened the dossier yet."""
    processing = await services.bound(services.processing)
    try:
        story: dict[str, Any] = await processing.get(f"/public/dossiers/{dossier}")
    except (NotFound, Unavailable):
        return None
    except Refusal as refusal:
        if refusal.status == NotFound.status:
            return None
        raise
    return story
