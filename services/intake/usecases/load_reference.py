"""Loads the reference data that the suite ships; what is there already is left alone, so a repeat changes nothing."""

from collections.abc import Callable
from dataclasses import replace

from services.intake.domain.organisation.office import Office
from services.intake.queries.catalogue.procedures import first_published_here
from services.intake.queries.organisation.offices import offices_by_codes
from services.intake.reference.procedures import reference_fields, reference_papers, reference_procedures
from services.intake.reference.units import reference_offices
from services.intake.unit_of_work.work import Work
from services.intake.usecases.organisation.announce_offices import announce_offices
from shared.clock import Clock
from shared.db.database import Database

ACTOR = "service:intake"


async def load_reference(database: Database, clock: Clock, say: Callable[[str], None]) -> None:
    """Two transactions: the units with their facts, then the catalogue. What a reform ended stays ended."""
    async with database.transaction() as connection:
        work = Work(connection, clock.now())
        changed = await _load_units(work)
        say(f"đơn vị: {changed} mới hoặc thay đổi")
    async with database.transaction() as connection:
        work = Work(connection, clock.now())
        await work.offices.lock_catalogue()
        made_here = await first_published_here(work.connection)
        fields = await work.catalogue.save_fields(reference_fields())
        procedures = await work.catalogue.save_procedures(reference_procedures())
        papers = await work.catalogue.save_papers(
            {(code, 1): papers for code, papers in reference_papers().items() if code not in made_here}
        )
        say(f"danh mục: {procedures} thủ tục, {papers} thành phần hồ sơ, {fields} lĩnh vực mới hoặc thay đổi")


def _as_it_ended(office: Office, known: Office | None) -> Office:
    return replace(office, successor=known.successor) if known and known.successor else office


async def _load_units(work: Work) -> int:
    await work.offices.lock_catalogue()
    offices, aliases = reference_offices()
    known = await offices_by_codes(work.connection, [office.code for office in offices])
    offices = [_as_it_ended(office, known.get(office.code)) for office in offices]
    changed: list[Office] = [office for office in offices if known.get(office.code) != office]
    await work.offices.save(changed)
    await work.offices.save_aliases(aliases)
    await announce_offices(work, changed, ACTOR)
    return len(changed)
