"""Says what a closed period would say today, beside what it said, and which dossiers make the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.stats.domain.closing import Closing
from services.stats.domain.period import Period
from services.stats.domain.restatement import LateChange, Restated, changes_of, restated
from services.stats.queries.closings import changes_since, closing_of
from services.stats.queries.question import question_about
from services.stats.usecases.tell_figures import tell_figures
from shared.callers import Caller
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class Changed:
    """What one dossier or filing changed in the figures of the period; only what is not zero."""

    counted: str
    id: UUID
    code: str | None
    office: str
    figures: dict[str, int]


@dataclass(frozen=True, slots=True)
class Restatement:
    """A closing beside today's figures of the same period."""

    closing: Closing
    figures: Restated
    changed: Sequence[Changed]


async def restate_period(connection: Connection, caller: Caller, id: UUID, now: datetime) -> Restatement:
    closing = await closing_of(connection, id, visible_to=caller.offices)
    period = Period(closing.from_on, closing.to_on)
    told = await tell_figures(connection, await question_about(connection, caller, closing.office, period, now))
    changes = await changes_since(connection, closing)
    return Restatement(closing, restated(closing.figures, told.figures, changes, period), _by_dossier(changes, period))


def _by_dossier(changes: Sequence[LateChange], period: Period) -> list[Changed]:
    found: dict[UUID, list[LateChange]] = {}
    for change in changes:
        found.setdefault(change.id, []).append(change)
    told = []
    for id, own in found.items():
        figures = {name: count for name, count in changes_of(own, period).items() if count}
        if figures:
            told.append(Changed(own[-1].counted, id, own[-1].code, own[-1].office, figures))
    return told
