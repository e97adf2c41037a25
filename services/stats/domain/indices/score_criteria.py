"""The scores of TT 01/2018 as data: what is scored 0, 1 or 2, per dossier or agency, and the grades of their sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from shared.errors import Invalid

MOST = 2  # points of a score


class ScoreFacts(StrEnum):
    """What this suite can score by itself."""

    CLASSES = "classes"
    STEPS = "steps"
    CONTACTS = "contacts"
    ON_THE_SPOT = "on_the_spot"
    ATTITUDE = "attitude"
    PETITIONS = "petitions"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One score. `bounds` are percentages that the rule of an agency's score names."""

    code: str
    name: str
    of: Literal["dossier", "agency"]
    facts: ScoreFacts | None
    formula: str
    source: str
    bounds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Grade:
    """From how many points on."""

    least: Decimal
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ScoreSet:
    """What holds for periods that end on a day from `valid_from` to `valid_to`; grades from the best down."""

    criteria: str
    name: str
    decision: str
    valid_from: date
    valid_to: date | None
    scores: tuple[ScoreItem, ...]
    agency_grades: tuple[Grade, ...]
    officer_grades: tuple[Grade, ...]
    officer_scores: tuple[str, ...]

    def item(self, code: str) -> ScoreItem:
        """Refuses a code that is no score."""
        found = next((item for item in self.scores if item.code == code), None)
        if found is None:
            raise Invalid("item_not_known", "Bộ tiêu chí không có tiêu chí mang mã này", fields={"item": "Không có"})
        return found


def grade_of(points: Decimal, grades: Sequence[Grade]) -> Grade:
    """The best grade that the points reach; the last one begins at 0."""
    return next(grade for grade in grades if points >= grade.least)
