"""Files that came over the portal and found no way into their dossier, for those who work on it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Response

from services.portal.dependencies import CurrentInboundDoor, PaperReader, PersonsIntake
from services.portal.queries.inbound import list_inbound_of
from services.portal.schemas.inbound import InboundLineOut
from services.portal.usecases.open_inbound_paper import open_inbound_paper
from shared.web.app import make_router

router = make_router("inbound-papers")
# A file comes from outside: it may not run, be taken for something else, be framed or be kept by anybody on the way.
_HARMLESS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}
Number = Annotated[int, Path(ge=1, le=100, description="Số thứ tự tệp trong lần gửi")]


@router.get("/dossiers/{dossier}/inbound", summary="Những gì Cổng đã gửi cho một hồ sơ")
async def of_dossier(
    caller: PaperReader, door: CurrentInboundDoor, intake: PersonsIntake, dossier: UUID
) -> list[InboundLineOut]:
    """Newest first; `kept` are the files to be opened here. Refuses: dossier_not_found."""
    await intake.get(f"/dossiers/{dossier}")
    async with door.works.alone() as work:
        return [InboundLineOut.of(row) for row in await list_inbound_of(work.connection, dossier)]


@router.get(
    "/inbound/{inbound}/papers/{number}",
    summary="Mở một tệp Cổng đã gửi mà chưa chuyển được sang hồ sơ",
    response_class=Response,
    responses=_FILE,
)
async def read_paper(
    caller: PaperReader, door: CurrentInboundDoor, intake: PersonsIntake, inbound: UUID, number: Number
) -> Response:
    """As it came, as an attachment. Refuses: inbound_not_found, paper_not_kept, dossier_not_found."""
    content = await open_inbound_paper(door, intake, inbound, number)
    named = {"Content-Disposition": f'attachment; filename="cong-{inbound}-{number}"'}
    return Response(content, media_type="application/octet-stream", headers=_HARMLESS | named)
