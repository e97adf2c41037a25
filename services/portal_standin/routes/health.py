"""Whether the stand-in is up."""

from typing import Any

from fastapi import APIRouter, Request

from services.portal_standin.answering.answer import portal_of

router = APIRouter()


@router.get("/health")
async def health(request: Request) -> dict[str, Any]:
    portal = portal_of(request)
    return {"status": "ok", "level": portal.level.name.lower(), "now": portal.clock.now().isoformat()}
