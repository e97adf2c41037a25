"""Compares all units of a set in one year with each other and with the year before."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.stats.domain.par.comparison import Change, Rank, Year, change
from services.stats.domain.par.criteria import CriteriaSet
from services.stats.domain.par.entry import Kind, must_be_in_force
from services.stats.domain.par.scorecard import Line, score
from services.stats.domain.par.stated_ranks import StatedRanks
from services.stats.queries.units import Unit, units_by_code
from services.stats.repository.criteria_sets import CriteriaSets
from services.stats.repository.par_entries import ParEntries
from shared.callers import Caller
from shared.db.database import Connection

_NOTHING_STATED = StatedRanks(())


@dataclass(frozen=True, slots=True)
class Compared:
    """`before_set` is the set by which the year before was measured, if any was in force."""

    criteria: CriteriaSet
    year: int
    kind: Kind
    units: Mapping[str, Unit]
    cards: Mapping[str, Line]
    now: Year
    before: Year
    before_set: CriteriaSet | None
    stated: Mapping[tuple[str, str], StatedRanks]

    def card(self, unit: str) -> Line:
        """Of a unit without any score: all unknown."""
        return self.cards.get(unit) or score(self.criteria.whole, {})

    def rank(self, unit: str, code: str) -> Rank | None:
        return self.now.rank(unit, code)

    def change(self, unit: str, code: str) -> Change:
        return change(unit, code, self.now, self.before)

    def ranks_stated(self, unit: str, code: str) -> StatedRanks:
        return self.stated.get((unit, code), _NOTHING_STATED)


async def compare_units(
    connection: Connection, caller: Caller, criteria_set: UUID, year: int, kind: Kind, unit: str | None = None
) -> Compared:
    """`unit` is counted among them although nothing was scored of it yet.

    Refuses `criteria_set_not_found`, `year_outside_set`.
    """
    sets, entries = CriteriaSets(connection), ParEntries(connection)
    criteria = await sets.find(criteria_set, visible_to=caller.offices)
    must_be_in_force(criteria, year)
    cards = await _cards(entries, criteria, year, kind)
    before_set = await sets.holding(criteria.office, criteria.level, year - 1)
    before = await _cards(entries, before_set, year - 1, kind) if before_set else {}
    units = await units_by_code(connection, {*cards, *([unit] if unit else [])})
    stated = await entries.ranks(criteria.office, criteria.level, units)
    return Compared(criteria, year, kind, units, cards, Year(cards), Year(before), before_set, stated)


async def _cards(entries: ParEntries, criteria: CriteriaSet, year: int, kind: Kind) -> dict[str, Line]:
    points = await entries.points(criteria.id, year, kind)
    return {unit: score(criteria.whole, own) for unit, own in points.items()}
