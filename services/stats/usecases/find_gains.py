"""Finds which criteria would gain a unit most, and what the yearbook's own figures say of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.stats.domain.figures import Rate
from services.stats.domain.par.gains import Gains, gains_of
from services.stats.domain.period import Period
from services.stats.domain.ranking import RankedBy, rate_by
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.usecases.compare_units import Compared
from services.stats.usecases.tell_figures import tell_figures
from shared.callers import Caller
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class Found:
    """`rates` are those that criteria name as their figure, for the unit's official year (15/12 to 14/12)."""

    gains: Gains
    period: Period
    rates: Mapping[RankedBy, Rate]


async def find_gains(connection: Connection, caller: Caller, compared: Compared, unit: str, now: datetime) -> Found:
    """Refuses `office_not_found` where the unit is out of reach."""
    gains = gains_of(compared.card(unit), compared.now)
    period = Period(date(compared.year - 1, 12, 15), date(compared.year, 12, 14))
    head = await office_head(connection, unit, visible_to=caller.offices, now=now)
    asked = {c.figure for c in (*(gain.criterion for gain in gains.gains), *gains.unknown) if c.figure}
    if not asked:
        return Found(gains, period, {})
    told = await tell_figures(connection, Question(head, period, now), None)
    return Found(gains, period, {by: rate_by(told.figures, by) for by in asked})
