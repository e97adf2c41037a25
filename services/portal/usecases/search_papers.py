"""Searches the store for papers that an applicant need not hand in again."""

from collections.abc import Sequence
from uuid import UUID

from services.portal.domain.papers.store import Database, PapersSought, StoredPaper
from services.portal.unit_of_work.works import Works
from services.portal.usecases.find_paper_desk import PaperRoom, find_paper_desk
from shared.callers import Caller


async def search_papers(
    works: Works, room: PaperRoom, caller: Caller, desk: str, sought: PapersSought
) -> tuple[UUID, Sequence[StoredPaper]]:
    """The number of this look-up, and what was found. Refuses as `find_paper_desk`, papers_refused, portal_away."""
    paper_desk = await find_paper_desk(works, room, caller, desk, sought.procedure)
    found = await paper_desk.kept(Database.PAPER_STORE, paper_desk.store.search(sought))
    return paper_desk.lookup.id, found
