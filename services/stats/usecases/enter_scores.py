"""Enters points of a unit, by the unit itself or by those who appraise it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.stats.domain.par.criteria import CriteriaSet
from services.stats.domain.par.entry import Entry, Kind, must_be_in_force, must_fit
from services.stats.queries.units import Unit, find_unit, unit_not_found
from services.stats.repository.criteria_sets import CriteriaSets
from services.stats.repository.par_entries import ParEntries
from shared.callers import Caller, Role
from shared.db.database import Connection
from shared.errors import Conflict, Forbidden


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
    await measured_unit(connection, caller, criteria, unit)
    if kind is Kind.APPRAISED:
        await _must_appraise(connection, caller, criteria)
    must_be_in_force(criteria, year)
    for entry in entries:
        must_fit(criteria, entry)
    await ParEntries(connection).add_scores(criteria.id, unit, year, kind, entries, now, caller.subject)


async def measured_unit(connection: Connection, caller: Caller, criteria: CriteriaSet, code: str) -> Unit:
    """A unit within reach that the set is for."""
    unit = await find_unit(connection, code)
    if not caller.reaches(unit.path):
        raise unit_not_found()
    if unit.level != criteria.level or criteria.office not in unit.path[:-1]:
        raise Conflict("unit_not_in_set", "Bộ tiêu chí này không dành cho đơn vị đó")
    return unit


async def _must_appraise(connection: Connection, caller: Caller, criteria: CriteriaSet) -> None:
    """Nobody appraises their own unit: it takes the reach of the office that published the set."""
    caller.must_be(Role.LEADER, Role.MONITOR)
    office = await find_unit(connection, criteria.office)
    if not caller.reaches(office.path):
        raise Forbidden("appraised_from_above", "Điểm thẩm định do cơ quan ban hành bộ tiêu chí chấm")
