"""Decides new hours for an office from a coming day on; days already worked keep theirs."""

from services.intake.domain.organisation.desk_hours import HoursAct, must_not_rewrite
from services.intake.domain.organisation.office import Office
from services.intake.queries.organisation.offices import hours_acts
from services.intake.unit_of_work.work import Work
from services.intake.usecases.organisation.announce_offices import announce_offices
from shared.worktime import legal_day


async def change_hours(work: Work, office: Office, act: HoursAct, actor: str) -> None:
    """The same act again changes nothing; one that would rewrite the past is refused."""
    await work.offices.lock_catalogue()
    acts = (await hours_acts(work.connection, [office.code])).get(office.code, [])
    if must_not_rewrite(acts, act, legal_day(work.now)):
        return
    await work.offices.add_hours(office.code, act, work.now)
    await announce_offices(work, [office], actor)
