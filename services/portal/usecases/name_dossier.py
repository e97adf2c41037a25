"""Settles once by which code the portal knows a dossier: its own, one that it issues, ours, or the next of the day."""

from services.portal.connections import Connection
from services.portal.domain.codes.agency_code import AgencyScheme, read_agency_code, same_agency
from services.portal.domain.codes.code_template import read_code_template
from services.portal.domain.codes.dossier_code import read_dossier_code
from services.portal.domain.outbound.driver import Driver
from services.portal.domain.outbound.lane_run import LaneRun
from services.portal.domain.outbound.told import Agency
from services.portal.unit_of_work.works import Works
from shared.errors import Refusal
from shared.worktime import legal_day


async def name_dossier(works: Works, connection: Connection, driver: Driver, run: LaneRun) -> str:
    """Kept before the first call goes out. Refuses `office_not_mapped`; raises PortalAway."""
    agency, matter = run.agency, run.matter
    day = run.leased.accepted_on or legal_day(works.clock.now())
    code = matter.source_code if matter and matter.source == connection.name else None
    code = code or _ours(run.leased.lane.code, agency)
    if code is None and (connection.codes_by_portal or connection.kind == "gen_b"):
        code = await driver.issue_code(agency, day)
    async with works.begin() as work:
        if code is None:
            scheme = AgencyScheme.QCVN_102 if connection.is_old_form else AgencyScheme.QD_20
            written = read_agency_code(agency.form(is_old=connection.is_old_form), scheme)
            number = await work.telling.next_number(str(written), day)
            code = str(read_code_template(connection.template).code(written, day, number))
        if matter and matter.filing:
            await work.telling.give_up_code(matter.filing)
        await work.telling.set_code(run.leased.lane.id, code)
    return code


def _ours(code: str, agency: Agency) -> str | None:
    """Where the desk's own code has the portal's form already."""
    try:
        read = read_dossier_code(code)
        is_of_agency = any(same_agency(read.agency, read_agency_code(form)) for form in agency.forms)
    except Refusal:
        return None
    return code if is_of_agency else None
