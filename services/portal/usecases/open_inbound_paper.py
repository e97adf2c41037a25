"""Opens a file that came over the portal and found no way into its dossier, for whoever works on that dossier."""

from uuid import UUID

from services.portal.clients.inbound_door import InboundDoor
from services.portal.clients.portal_files import FileNotFetched
from services.portal.domain.inbound.messages import SentDossier, SentSupplement
from services.portal.drivers.gen_a.inbound_wire import read_inbound
from services.portal.repository.inbound import KeptInbound
from shared.errors import NotFound
from shared.web.service_client import BoundClient


async def open_inbound_paper(door: InboundDoor, intake: BoundClient, id_: UUID, number: int) -> bytes:
    """`intake` is asked in the person's own name: it says whether they reach the dossier, and writes that they looked.

    Refuses `inbound_not_found`, `paper_not_kept`, and what intake refuses.
    """
    async with door.works.alone() as work:
        kept = await work.inbound.kept(id_)
    if kept is None or not (kept.dossier or kept.filing):
        raise NotFound("inbound_not_found", "Không có nội dung này trong những gì Cổng đã gửi")
    await intake.get(f"/dossiers/{kept.dossier}" if kept.dossier else f"/filings/{kept.filing}")
    content = await _content(door, kept, number)
    if not content:
        raise NotFound("paper_not_kept", "Tệp này không còn lưu ở đây")
    return content


async def _content(door: InboundDoor, kept: KeptInbound, number: int) -> bytes | None:
    if kept.raw is None:
        return None
    message = read_inbound(door.safe.open(kept.raw, kept.id))
    files = message.files if isinstance(message, SentDossier | SentSupplement) else ()
    if number > len(files):
        return None
    file = files[number - 1]
    if file.content or not file.address:
        return file.content
    try:
        return await door.files.fetch(door.connections[kept.connection], file.address)
    except FileNotFetched:
        return None
