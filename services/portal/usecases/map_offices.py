"""Says what offices are called at the portal; what waited for that goes on."""

from collections.abc import Collection, Sequence

from services.portal.domain.codes.agency_code import AgencyScheme, in_scheme, read_agency_code
from services.portal.domain.codes.agency_map import AgencyEntry, make_agency_map
from services.portal.repository.offices import Mapped
from services.portal.unit_of_work.work import Work
from shared.errors import Invalid


async def map_offices(work: Work, mapped: Sequence[Mapped], connections: Collection[str], actor: str) -> None:
    """All or none. Refuses codes of no scheme, two offices that contradict each other, `connection_not_known`."""
    for each in mapped:
        if each.connection not in connections:
            raise Invalid("connection_not_known", f"Không có kết nối {each.connection} trong cấu hình")
    whole = [_whole(each) for each in mapped]
    named = {(each.office, each.valid_from) for each in whole}
    kept = [each for each in await work.offices.mapped() if (each.office, each.valid_from) not in named]
    make_agency_map(_latest_entries([*kept, *whole]))
    for each in whole:
        await work.offices.set(each, actor, work.now)


def _whole(each: Mapped) -> Mapped:
    new = read_agency_code(each.new, AgencyScheme.QD_20)
    old = read_agency_code(each.old, AgencyScheme.QCVN_102) if each.old else in_scheme(new, AgencyScheme.QCVN_102)
    return Mapped(each.office, each.valid_from, each.connection, str(new), str(old) if old else None)


def _latest_entries(mapped: Sequence[Mapped]) -> list[AgencyEntry]:
    """The last of each office: those are in force together from the last of their days on."""
    last = {each.office: each for each in sorted(mapped, key=lambda m: m.valid_from)}
    return [
        AgencyEntry(
            office=each.office,
            old=read_agency_code(each.old, AgencyScheme.QCVN_102) if each.old else None,
            new=read_agency_code(each.new, AgencyScheme.QD_20),
            valid_from=each.valid_from,
        )
        for each in last.values()
    ]
