"""How far the books are, and what counting again found."""

from typing import Self

from pydantic import Field

from services.stats.schemas.figures import CompleteToOut
from services.stats.schemas.out import Out
from services.stats.usecases.rebuild_from_facts import Rebuilt
from services.stats.usecases.recount import Recounted


class PositionOut(Out):
    """How far the facts of each source are counted."""

    intake: int
    processing: int
    complete_to: CompleteToOut


class DifferenceOut(Out):
    """One count or row that differs; null is a row that is not there."""

    where: str = Field(examples=["daily", "area_sums", "dossiers", "offices"])
    key: str
    measure: str
    stored: str | None
    from_dossiers: str | None
    from_facts: str | None


class RecountedOut(Out):
    """Empty `differences` is the proof that every figure is right (at most 1,000 are listed per table)."""

    dossiers: int
    facts: int
    positions: dict[str, int]
    differences: list[DifferenceOut]

    @classmethod
    def of(cls, recounted: Recounted) -> Self:
        return cls.model_validate(recounted)


class RebuiltOut(Out):
    """How many facts were read, and how many rows had to be put right."""

    facts: int
    positions: dict[str, int]
    rows_written: int

    @classmethod
    def of(cls, rebuilt: Rebuilt) -> Self:
        return cls.model_validate(rebuilt)
