"""Asks the population database whether number, name and day of birth belong together."""

from datetime import date
from uuid import UUID

from services.portal.domain.papers.store import Database, PersonSought
from services.portal.unit_of_work.works import Works
from services.portal.usecases.find_paper_desk import PaperRoom, find_paper_desk
from shared.callers import Caller


async def check_person(
    works: Works, room: PaperRoom, caller: Caller, desk: str, procedure: str, person: tuple[str, str, date]
) -> tuple[UUID, bool]:
    """The number of this look-up, and yes or no: nothing else comes back. Refuses as `search_papers`."""
    paper_desk = await find_paper_desk(works, room, caller, desk, procedure)
    number, name, born_on = person
    asked = PersonSought(str(paper_desk.lookup.id), procedure, paper_desk.agency, number, name, born_on)
    return paper_desk.lookup.id, await paper_desk.kept(Database.POPULATION, paper_desk.store.is_person(asked))
