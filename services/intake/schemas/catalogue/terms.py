"""Time limits over the wire, in the law's own units."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from services.intake.schemas.parts import In
from shared.web.problems import as_field_refusal
from shared.worktime import Term, TermNotValid, Unit


class TermIn(In):
    """An amount of one unit; same_day has amount 0."""

    unit: Unit
    amount: Annotated[int, Field(strict=True, ge=0, le=10_000)]

    @model_validator(mode="after")
    def _is_a_term(self) -> Self:
        try:
            self.as_term()
        except TermNotValid as wrong:
            raise as_field_refusal(wrong) from wrong
        return self

    def as_term(self) -> Term:
        return Term(self.unit, self.amount)

    def as_stored(self) -> list[object]:
        return [self.unit.value, self.amount]
