"""Walks a plan through the services, round by round: the clock is turned, then what happens then is done."""

import heapq
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from services.cli.demo.doing import Doer
from services.cli.demo.happenings import Happening, Standing, first, following
from services.cli.demo.journal import Answers, Journal
from services.cli.demo.planning import Plan
from shared.local.demo_clock import turn_clock

_ENDS = {"ready": "result", "refused": "refused", "withdrawn": "withdrawn", "closed_unanswered": "stopped"}
_WAITING = {"awaiting_supplement", "awaiting_payment"}
Told = Callable[[datetime, int], None]  # where the clock stands, how many dossiers have come


class Walk:
    """One walk of one plan."""

    def __init__(self, plan: Plan, doer: Doer, journal: Journal, clock: Path) -> None:
        self._plan, self._doer, self._journal, self._clock = plan, doer, journal, clock
        self.may_begin: Callable[[datetime], Awaitable[None]] | None = None  # refuses where the clock cannot be put
        self._order = count()
        self._waiting: list[tuple[datetime, int, Happening]] = []
        self.standings = {one.number: Standing(one) for one in plan.dossiers}
        for one in plan.dossiers:
            self._add(first(one))

    def _add(self, happening: Happening) -> None:
        heapq.heappush(self._waiting, (happening.at, next(self._order), happening))

    async def go(self, told: Told) -> None:
        """To the end of the plan. What the journal has of an earlier walk is not done again."""
        known = iter(self._journal.rounds)
        self._doer.is_again = self._journal.is_reopened
        for at, happenings in self._rounds():
            _, answers = next(known, (at, None))
            if answers is None:
                answers = await self._do(at, happenings)
            self._take(happenings, answers)
            told(at, sum(one.intended.at == at for one in happenings))

    async def _do(self, at: datetime, happenings: Sequence[Happening]) -> Answers:
        if self.may_begin:
            await self.may_begin(at)
            self.may_begin = None
        turn_clock(self._clock, at, stands=True)
        answers = await self._doer.do(happenings, self.standings)
        self._journal.note(at, answers)
        self._doer.is_again = False
        return answers

    def _rounds(self) -> Iterator[tuple[datetime, list[Happening]]]:
        while self._waiting and self._waiting[0][0] <= self._plan.recipe.until:
            at = self._waiting[0][0]
            happenings: list[Happening] = []
            while self._waiting and self._waiting[0][0] == at:
                happenings.append(heapq.heappop(self._waiting)[2])
            happenings = [one for one in happenings if not self.standings[one.intended.number].refused]
            if happenings:
                yield at, happenings

    def _take(self, happenings: Sequence[Happening], answers: Answers) -> None:
        for one in happenings:
            standing = self.standings[one.intended.number]
            _note(standing, one, answers[one.key])
            if not standing.refused:
                for after in following(one, standing, self._plan.slots):
                    self._add(after)


def _note(standing: Standing, one: Happening, answer: dict[str, Any]) -> None:
    standing.refused = answer.get("refused")
    for name in ("id", "code", "version", "filing", "filing_version", "counts_by"):
        if name in answer:
            setattr(standing, name, answer[name])
    if "received_at" in answer:
        standing.received_at = datetime.fromisoformat(answer["received_at"])
    if "due_at" in answer:
        standing.due_at = datetime.fromisoformat(answer["due_at"]) if answer["due_at"] else None
    _note_state(standing, one, answer.get("state"))


def _note_state(standing: Standing, one: Happening, state: str | None) -> None:
    if one.intended.is_at_once and standing.received_at:
        standing.ended_at, standing.ended_by = standing.received_at, "result"
    elif state in _ENDS and not standing.ended_at:
        standing.ended_at, standing.ended_by = one.at, _ENDS[state]
    standing.waits = state in _WAITING if state else standing.waits
