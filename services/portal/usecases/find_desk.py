"""Finds the desk that a portal's agency code stands for: the reverse of what we tell the portal."""

from collections.abc import Sequence
from datetime import timedelta

from services.portal.connections import Connection
from services.portal.domain.codes.agency_code import AgencyCode, AgencyScheme, read_agency_code
from services.portal.domain.codes.agency_map import AgencyEntry, make_agency_map
from services.portal.repository.offices import Mapped
from services.portal.unit_of_work.work import Work
from shared.errors import Refusal
from shared.worktime import legal_day


async def find_desk(work: Work, connection: Connection, agency: str) -> str:
    """Either form of the code. Refuses `agency_code_not_valid`, `agency_not_mapped`, `agency_of_several_offices`."""
    mapped = [each for each in await work.offices.mapped() if each.connection == connection.name]
    code = _read(agency, AgencyScheme.QCVN_102 if connection.is_old_form else AgencyScheme.QD_20)
    return make_agency_map(_entries(mapped)).office_of(code, legal_day(work.now))


def _read(agency: str, usual: AgencyScheme) -> AgencyCode:
    try:
        return read_agency_code(agency)
    except Refusal as refused:
        if refused.code != "agency_code_ambiguous":
            raise
        return read_agency_code(agency, usual)


def _entries(mapped: Sequence[Mapped]) -> list[AgencyEntry]:
    """Each holds until the day before the office's next one."""
    entries: list[AgencyEntry] = []
    later = sorted(mapped, key=lambda each: each.valid_from)
    for place, each in enumerate(later):
        following = next((other for other in later[place + 1 :] if other.office == each.office), None)
        entries.append(
            AgencyEntry(
                office=each.office,
                old=read_agency_code(each.old, AgencyScheme.QCVN_102) if each.old else None,
                new=read_agency_code(each.new, AgencyScheme.QD_20),
                valid_from=each.valid_from,
                valid_to=following.valid_from - timedelta(days=1) if following else None,
            )
        )
    return entries
