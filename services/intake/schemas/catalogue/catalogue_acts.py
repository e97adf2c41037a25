"""The history of the catalogue over the wire."""

from typing import Any, Self

from services.intake.queries.catalogue.catalogue_acts import ActRead
from services.intake.schemas.parts import LegalInstant, Out


class ActOut(Out):
    """Who did what, when."""

    at: LegalInstant
    by: str
    act: str
    subject: str
    detail: dict[str, Any]

    @classmethod
    def of(cls, act: ActRead) -> Self:
        return cls.model_validate(act)
