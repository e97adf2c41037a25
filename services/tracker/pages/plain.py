"""What is no page: whether the tracker lives, and what search engines may keep."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

router = APIRouter()


@router.get("/health")
async def health() -> Response:
    """It lives. Whether the services behind it do is told by them."""
    return JSONResponse({"ok": True, "service": "tracker"})


@router.get("/robots.txt")
async def robots() -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
