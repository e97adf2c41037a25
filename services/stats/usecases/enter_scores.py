"""Enters points of a unit, by the unit itself or by those who appraise it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.stats.domain.par.criteria import CriteriaSet
from services.stats.domain.par.entry import Entry, Kind, must_be_in_force, must_fit
from services.stats.queries.units import find_measured, units_by_code
from services.stats.repository.criteria_sets import CriteriaSets
from services.stats.repository.par_entries import ParEntries
from shared.callers import Caller, Role
from shared.db.database import Connection
from shared.errors import Forbidden


async def enter_scores(
    connection: Connection,
    caller: Caller,
    criteria_set: UUID,
    unit: str,
    year: int,
    kind: Kind,
    entries: Sequence[Entry],
    now: datetime,
) -> None:
    """All of them or none. Refuses `criteria_set_not_found`, `office_not_found`, `unit_not_in_set`,
    `year_outside_set`, `criterion_not_in_set`, `points_above_maximum`, `appraised_from_above`."""
    criteria = await CriteriaSets(connection).find(criteria_set, visible_to=caller.offices)
    await find_measured(connection, unit, criteria, visible_to=caller.offices)
    if kind is Kind.APPRAISED:
        await _must_appraise(connection, caller, criteria)
    must_be_in_force(criteria, year)
    for entry in entries:
        must_fit(criteria, entry)
    await ParEntries(connection).add_scores(criteria.id, unit, year, kind, entries, now, caller.subject)


async def _must_appraise(connection: Connection, caller: Caller, criteria: CriteriaSet) -> None:
    """Nobody appraises their own unit: it takes the reach of the office that published the set."""
    caller.must_be(Role.LEADER, Role.MONITOR)
    office = (await units_by_code(connection, [criteria.office])).get(criteria.office)
    if office is None or not caller.reaches(office.path):
        raise Forbidden("appraised_from_above", "Điểm thẩm định do cơ quan ban hành bộ tiêu chí chấm")
