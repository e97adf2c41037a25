"""Files of dossiers, fetched by signed links: by the portal, or whoever it hands the link to. No sign-in."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx2
from fastapi import Path, Response
from fastapi.responses import StreamingResponse

from services.portal.dependencies import CurrentCabinet, CurrentWorks, Operator, Working
from services.portal.domain.file_link import LINK_PATTERN, FileRef
from services.portal.schemas.files import RevocationIn
from services.portal.usecases.open_file import open_file
from shared.web.app import make_router

router = make_router("files")
TokenPath = Annotated[str, Path(pattern=LINK_PATTERN)]
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif"}
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILE: dict[int | str, dict[str, Any]] = {200: {"content": dict.fromkeys((*_ENDINGS, "text/plain"), _BINARY)}}
# It came from outside and is opened by strangers: it may not run, be framed, be found by search or be kept on the way.
_HARMLESS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@router.get("/files/{token}", summary="Tải một tệp của hồ sơ theo liên kết đã ký", responses=_FILE)
async def fetch(token: TokenPath, works: CurrentWorks, cabinet: CurrentCabinet) -> Response:
    """Each fetch is kept. Refuses (404): link_not_valid, link_expired, link_revoked, scan_not_found,
    matter_not_found; link_fetched_too_often (429), scan_damaged (409), intake_away (503).
    """
    ref, answer = await open_file(works, cabinet, token)
    if answer is None:
        return Response(ref.digest, media_type="text/plain", headers=_HARMLESS)
    return StreamingResponse(_pieces(answer), headers=_headers(ref, answer))


@router.head("/files/{token}", include_in_schema=False)
async def look(token: TokenPath, works: CurrentWorks, cabinet: CurrentCabinet) -> Response:
    """Type and size without the bytes; counts as a fetch."""
    ref, answer = await open_file(works, cabinet, token)
    if answer is None:
        return Response(media_type="text/plain", headers=_HARMLESS)
    await answer.aclose()
    return Response(headers=_headers(ref, answer))


@router.post("/files/revocations", status_code=204, summary="Thu hồi liên kết của một tệp")
async def revoke(caller: Operator, work: Working, body: RevocationIn) -> None:
    """For good, whatever links of this file are still to come. Kept with reason and name."""
    await work.files.revoke(body.dossier, body.digest, body.reason, caller.subject, work.now)


def _headers(ref: FileRef, answer: httpx2.Response) -> dict[str, str]:
    kind = answer.headers["content-type"]
    return {
        **_HARMLESS,
        "Content-Type": kind,
        "Content-Length": answer.headers["content-length"],
        "Content-Disposition": f'attachment; filename="{ref.digest[:16]}.{_ENDINGS.get(kind, "bin")}"',
    }


async def _pieces(answer: httpx2.Response) -> AsyncIterator[bytes]:
    try:
        async for piece in answer.aiter_raw():
            yield piece
    finally:
        await answer.aclose()
