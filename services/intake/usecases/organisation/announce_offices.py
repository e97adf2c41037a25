"""States offices as they now stand: each announcement carries the whole unit with the hours of its own."""

from collections.abc import Sequence

from services.intake.domain.organisation.desk_hours import HoursAct
from services.intake.domain.organisation.office import Office
from services.intake.queries.organisation.offices import hours_acts
from services.intake.unit_of_work.work import Work
from shared.contracts.envelope import Announcement
from shared.contracts.intake import OfficeRegistered
from shared.contracts.terms import HoursPart

_AT_ONCE = 2_000  # offices a statement: the reference data bring 15,000


async def announce_offices(work: Work, offices: Sequence[Office], actor: str) -> None:
    """One fact an office; hours of offices above are not repeated, readers follow the path."""
    for start in range(0, len(offices), _AT_ONCE):
        some = offices[start : start + _AT_ONCE]
        acts = await hours_acts(work.connection, [office.code for office in some])
        await work.announce([_announcement(work, office, acts.get(office.code, []), actor) for office in some])


def _announcement(work: Work, office: Office, acts: Sequence[HoursAct], actor: str) -> Announcement:
    body = OfficeRegistered(
        code=office.code,
        name=office.name,
        level=office.level,
        parent=office.parent,
        valid_from=office.valid_from,
        valid_to=office.valid_to,
        successor=office.successor,
        hours=tuple(HoursPart(valid_from=act.valid_from, sessions=act.sessions) for act in acts),
    )
    return body.announce(stream=f"office:{office.code}", office=office.code, actor=actor, happened_at=work.now)
