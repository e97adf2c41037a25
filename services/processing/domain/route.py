"""A route (quy trình nội bộ): the stages of a dossier, who does each in what order, and the clock of its sector."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.callers import Role
from shared.worktime import Term

NOTICE_WORKING_DAYS = 3  # NĐ 61/2018 art. 19.4, NĐ 118/2025 art. 19.5
ANSWER_DAYS = 15  # NĐ 118/2025 art. 19.5: closed after 15 days without completion
DESK = "desk"  # the desk that took the dossier in
AGENCY = "agency"  # the competent office


class Effect(StrEnum):
    """What waiting for the applicant does to the term, by general rule or by a sector's law."""

    RESTARTS = "restarts"
    PAUSES = "pauses"
    RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Stage:
    """One agency's or desk's part. It begins when all of `after` are done; without any, at acceptance.

    `seat` is DESK, AGENCY or the code of another office: that one cooperates, or leads where the route says so.
    `term` is the stage's own limit in the law's unit; without one it is due with the dossier, a first stage at the desk
    by the hand-over rule.
    """

    number: int
    name: str
    seat: str
    role: Role
    term: Term | None = None
    after: frozenset[int] = frozenset()
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One version; what was accepted under it keeps it. Days are of the notice and the answer to it (art. 19.5)."""

    id: UUID
    stages: tuple[Stage, ...]
    on_supplement: Effect = Effect.RESTARTS
    on_payment: Effect = Effect.PAUSES
    notice_days: int = NOTICE_WORKING_DAYS
    answer_days: int = ANSWER_DAYS

    def stage(self, number: int) -> Stage | None:
        return next((stage for stage in self.stages if stage.number == number), None)

    def behind(self, number: int) -> frozenset[int]:
        """The stage and all that come after it, on whatever branch."""
        found = {number}
        while more := {s.number for s in self.stages if s.after & found} - found:
            found |= more
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class PublishedRoute:
    """A route with where and when it holds, and the decision that says so; `limit` is what it was made for.

    Without `procedure` it holds for all, without `office` everywhere, else in the office and below it.
    """

    route: Route
    name: str
    decision: str
    procedure: str | None
    office: str | None
    valid_from: date
    valid_to: date | None
    limit: Term | None
    published_at: datetime
    published_by: str


def in_order(stages: Iterable[Stage]) -> list[Stage] | None:
    """Each behind those it waits for; None where they wait for one another in a circle, or for what is not there."""
    left, placed = list(stages), list[Stage]()
    while left:
        known = {stage.number for stage in placed}
        able = [stage for stage in left if stage.after <= known]
        if not able:
            return None
        placed += able
        left = [stage for stage in left if stage not in able]
    return placed
