"""What becomes of a dossier, drawn from the model before it is received; when exactly, its due date will say."""

import random
from dataclasses import dataclass
from enum import StrEnum

from services.cli.demo.area import Matter
from services.cli.demo.model import Model
from services.cli.demo.work_minutes import A_DAY

_VOTES, _UNANSWERED, _LETTERS = 0.12, 0.15, 0.6


class Ending(StrEnum):
    """How it ends."""

    RESULT = "result"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What the desk answers to a filing from home."""

    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"  # completed later, then accepted
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fate:
    """`share` of the term until the result; `late_by` in working minutes after the due date, 0 where it is in time.

    `supplement` and `payment` are waits in working minutes. `collected_after`: days, None for never so far.
    """

    ending: Ending
    share: float
    late_by: int
    has_letter: bool
    supplement: int | None
    is_supplement_answered: bool
    payment: int | None
    collected_after: int | None
    score: int | None
    answer: Answer
    answered_after: int


def draw_fate(dice: random.Random, model: Model, matter: Matter, lateness: float) -> Fate:
    level = matter.level
    is_late = dice.random() < (1 - model.on_time_rate[level]) * lateness
    return Fate(
        ending=_ending(dice, model, level),
        share=_share(dice),
        late_by=_excess(dice, model) if is_late else 0,
        has_letter=dice.random() < _LETTERS,
        supplement=_wait(dice, 3, 0.94) if dice.random() < model.supplement_request[level] else None,
        is_supplement_answered=dice.random() >= _UNANSWERED,
        payment=_wait(dice, 6, 0.87) if matter.code in model.land and dice.random() < model.payment_of_land else None,
        collected_after=_collected(dice, model),
        score=dice.choices((5, 4, 3, 2, 1), (62, 27, 7, 3, 1))[0] if dice.random() < _VOTES else None,
        answer=_answer(dice, model.not_accepted_online),
        answered_after=int(dice.triangular(10, 420, 60)),
    )


def _ending(dice: random.Random, model: Model, level: str) -> Ending:
    chance = dice.random()
    if chance < model.rejected[level]:
        return Ending.REFUSED
    return Ending.WITHDRAWN if chance < model.rejected[level] + model.withdrawn[level] else Ending.RESULT


def _share(dice: random.Random) -> float:
    """A mass of quick ones, the others as beta(2.6, 1.6), cut where they would be late (load model)."""
    return dice.uniform(0.02, 0.1) if dice.random() < 0.12 else min(dice.betavariate(2.6, 1.6), 0.97)


def _excess(dice: random.Random, model: Model) -> int:
    rows = model.late_excess_working_days
    low, high, _ = dice.choices(rows, [row[2] for row in rows])[0]
    return dice.randint(low, high) * A_DAY - dice.randrange(60, 400)


def _wait(dice: random.Random, median_days: float, sigma: float) -> int:
    """Working minutes, lognormal: half within `median_days`."""
    return max(60, int(median_days * dice.lognormvariate(0, sigma) * A_DAY))


def _collected(dice: random.Random, model: Model) -> int | None:
    rows = model.collected
    low, high, _ = dice.choices(rows, [row[2] for row in rows])[0]
    return None if low is None or high is None else dice.randint(low, high)


def _answer(dice: random.Random, not_accepted: float) -> Answer:
    chance = dice.random()
    if chance < not_accepted:
        return Answer.REFUSED
    return Answer.SENT_BACK if chance < 2 * not_accepted else Answer.ACCEPTED
