"""Tells what a change of the calendar would do to open dossiers, before anybody saves it. Nothing is written."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import NamedTuple

from services.processing.domain.calendar_change import ChangedDay, with_changes
from services.processing.domain.desk_hours import USUAL_TIME
from services.processing.domain.what_if import Counted, Shift, Tally, shift_of
from services.processing.queries.open_dues import OpenDue, Touched, open_dues
from services.processing.queries.worklist import Place
from services.processing.repository.part_columns import read_dues, read_term, read_waits
from services.processing.unit_of_work.work import Work
from shared.worktime import WorkCalendar, WorktimeRefusal, national_calendar
from shared.worktime.working_time import WorkingTime


class Moving(NamedTuple):
    """A dossier whose due date would move."""

    dossier: OpenDue
    shift: Shift


@dataclass(slots=True)
class WhatIf:
    """Of all that were looked at; `uncounted` leave the published years by one of the two calendars."""

    examined: int = 0
    uncounted: int = 0
    whole: Tally = field(default_factory=Tally)
    offices: dict[str, Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of those that would move: earlier or later, by so many days."""

    is_later: bool | None = None
    days: int | None = None

    def has(self, shift: Shift) -> bool:
        return self.is_later in {None, shift.is_later} and self.days in {None, shift.days}


async def ask_what_if(work: Work, days: Sequence[ChangedDay], touched: Touched, visible_to: frozenset[str]) -> WhatIf:
    """Counts of every office that would be touched. Memory grows with offices, not with dossiers."""
    found = WhatIf()
    async for dossier, shift in _shifts(work, days, open_dues(work.connection, touched, visible_to=visible_to)):
        found.examined += 1
        if isinstance(shift, WorktimeRefusal):
            found.uncounted += 1
        elif shift:
            found.offices.setdefault(dossier.office, Tally()).add(shift)
    for tally in found.offices.values():
        found.whole.add_all(tally)
    return found


async def list_what_if(
    work: Work,
    days: Sequence[ChangedDay],
    touched: Touched,
    wanted: Wanted,
    *,
    visible_to: frozenset[str],
    after: Place | None,
    limit: int,
) -> list[Moving]:
    """By due date, just those that a count counted."""
    found: list[Moving] = []
    async with (
        aclosing(open_dues(work.connection, touched, visible_to=visible_to, after=after)) as dues,
        aclosing(_shifts(work, days, dues)) as shifts,
    ):
        async for dossier, shift in shifts:
            if isinstance(shift, Shift) and wanted.has(shift):
                found.append(Moving(dossier, shift))
                if len(found) == limit:
                    break
    return found


async def _shifts(
    work: Work, days: Sequence[ChangedDay], parts: AsyncIterator[list[OpenDue]]
) -> AsyncGenerator[tuple[OpenDue, Shift | WorktimeRefusal | None]]:
    changed = with_changes(national_calendar(), days)
    times: dict[str, WorkingTime] = {}
    async for part in parts:
        unknown = {dossier.desk for dossier in part} - times.keys()
        times |= dict.fromkeys(unknown, USUAL_TIME) | await work.offices.times(unknown) if unknown else {}
        for dossier in part:
            yield dossier, _shift(dossier, times[dossier.desk], changed)


def _shift(dossier: OpenDue, time: WorkingTime, changed: WorkCalendar) -> Shift | WorktimeRefusal | None:
    counted = Counted(
        dossier.accepted_at, read_term(dossier.term), read_dues(dossier.dues or ()), read_waits(dossier.waits)
    )
    try:
        return shift_of(counted, time, changed)
    except WorktimeRefusal as refusal:
        return refusal
