"""Fetches a paper that a search showed and puts it into intake as a scan, ready to be named in a receipt."""

from dataclasses import dataclass
from uuid import UUID

from services.portal.domain.papers.seal import must_be_sealed
from services.portal.domain.papers.store import Database
from services.portal.repository.lookups import Lookup
from services.portal.unit_of_work.works import Works
from services.portal.usecases.find_paper_desk import PaperRoom
from shared.callers import Caller
from shared.errors import Conflict, NotFound
from shared.ids import new_id


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """As the search `lookup` showed it; `token` is the caller's own: intake takes the scan from them."""

    lookup: UUID
    issuer: str
    path: str
    seal: str
    token: str


async def fetch_paper(works: Works, room: PaperRoom, caller: Caller, asked: PaperAsked) -> str:
    """The digest of the scan. Refuses: paper_not_found_here, lookup_not_found, paper_not_in_store, papers_refused,
    portal_away, and what intake refuses of a scan.
    """
    must_be_sealed(room.keys, asked.seal, asked.lookup, caller.subject, asked.issuer, asked.path)
    async with works.alone() as work:
        search = await work.lookups.of(asked.lookup, caller.subject)
    if search is None:
        raise NotFound("lookup_not_found", "Không có lần tra cứu này")
    store = room.stores.get(search.connection)
    if store is None:
        raise Conflict("papers_not_configured", "Kết nối của bộ phận này không có kho giấy tờ")
    content = await store.fetch(asked.issuer, asked.path)
    intake = room.services.intake.bound(asked.token)
    kept = await intake.upload("/scans", content, "application/octet-stream", desk=search.desk)
    digest = str(kept.json["digest"])
    async with works.alone() as work:
        fetched = Lookup(new_id(), search.connection, search.desk, search.procedure)
        await work.lookups.add(fetched, Database.PAPER_STORE, 1, digest, caller.subject, work.now)
    return digest
