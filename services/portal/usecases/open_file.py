"""Opens the file that a signed link leads to: looks whether it still may be fetched, asks intake, writes it down."""

from dataclasses import dataclass, field
from uuid import UUID

import httpx2

from services.portal.clients.services import Services
from services.portal.domain.fetch_pace import FetchPace
from services.portal.domain.file_link import FileRef, read_link
from services.portal.unit_of_work.works import Works
from shared.errors import NotFound, Refusal
from shared.worktime import legal_day

PROBE = UUID(int=0)  # the dossier of links by which the door tries whether it can be reached: there is no file


class FetchedTooOften(Refusal):
    """One link within one minute."""

    status = 429


@dataclass(frozen=True, slots=True)
class Cabinet:
    """One per process. `keys`: the first signs, all are good."""

    keys: tuple[bytes, ...]
    services: Services
    pace: FetchPace = field(default_factory=FetchPace)


async def open_file(works: Works, cabinet: Cabinet, token: str) -> tuple[FileRef, httpx2.Response | None]:
    """The file as intake hands it out (whoever gets it closes it); None for a link that only tries the way.

    Refuses: link_not_valid, link_expired, link_revoked, link_fetched_too_often (429), and what intake refuses.
    """
    ref = read_link(token, cabinet.keys)
    if ref.dossier == PROBE:
        return ref, None
    now = works.clock.now()
    if not cabinet.pace.may_fetch(ref, now.timestamp()):
        raise FetchedTooOften("link_fetched_too_often", "Liên kết này được mở quá nhiều lần, hãy thử lại sau một phút")
    try:
        await _must_be_open(works, ref)
        services = cabinet.services
        intake = await services.bound(services.intake)
        answer = await intake.open(f"/matters/{ref.dossier}/scans/{ref.digest}")
    except Refusal as refusal:
        await _write(works, ref, refusal.status)
        raise
    await _write(works, ref, answer.status_code)
    return ref, answer


async def _must_be_open(works: Works, ref: FileRef) -> None:
    if ref.last_day < legal_day(works.clock.now()):
        raise NotFound("link_expired", "Liên kết đã hết hạn")
    async with works.alone() as work:
        if await work.files.is_revoked(ref):
            raise NotFound("link_revoked", "Liên kết đã bị thu hồi")


async def _write(works: Works, ref: FileRef, status: int) -> None:
    async with works.alone() as work:
        await work.files.write_fetch(ref, status, work.now)
