"""Ends that a desk takes in the dossiers of an agency; the days before stay as they were."""

from datetime import date

from services.intake.domain.organisation.desk_agency import ended_on
from services.intake.domain.organisation.office import Office
from services.intake.unit_of_work.work import Work
from shared.errors import NotFound


async def end_service(work: Work, desk: Office, agency: Office, last_on: date) -> None:
    """The same again changes nothing. Refuses: agency_not_served, validity_reversed."""
    await work.desks.lock(desk.code)
    known = await work.desks.served(desk.code, agency.code)
    if not known:
        raise NotFound("agency_not_served", "Bộ phận một cửa này không phục vụ đơn vị đó")
    last = known[-1]
    if last.valid_to != last_on:
        await work.desks.serve(ended_on(last, last_on))
