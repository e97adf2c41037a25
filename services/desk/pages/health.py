"""`/health` of the desk: it can draw pages. How the services behind it are stands on the administrator's page."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from services.desk.dependencies import CurrentDesk

router = APIRouter()


@router.get("/health")
async def health(desk: CurrentDesk) -> Response:
    identity = "external" if desk.settings.oidc_issuer else "embedded"
    clock = "demo" if desk.is_clock_turned else "system"
    said = {"ok": True, "service": "desk", "identity": identity, "clock": clock, "now": desk.clock.now().isoformat()}
    return JSONResponse(said)
