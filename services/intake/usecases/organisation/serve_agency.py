"""Lets a desk take in the dossiers of an agency from a day on."""

from datetime import date

from services.intake.domain.organisation.desk_agency import Served, must_be_possible, must_not_overlap
from services.intake.domain.organisation.office import Office
from services.intake.unit_of_work.work import Work


async def serve_agency(work: Work, desk: Office, agency: Office, valid_from: date, valid_to: date | None) -> bool:
    """True where that is new; the same again changes nothing.

    Refuses: validity_reversed, desk_serves_itself, office_not_in_force, agency_already_served.
    """
    served = Served(desk.code, agency.code, valid_from, valid_to)
    must_be_possible(desk, agency, served)
    await work.desks.lock(desk.code)
    known = await work.desks.served(desk.code, agency.code)
    if served in known:
        return False
    must_not_overlap(known, served)
    await work.desks.serve(served)
    return True
