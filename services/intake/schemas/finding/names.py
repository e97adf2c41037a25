"""Names over the wire."""

from pydantic import Field

from services.intake.schemas.parts import In, OfficeCode, Out
from shared.web.fields import Code

MOST = 500


class NamesIn(In):
    """Codes as other services tell them."""

    offices: list[OfficeCode] = Field(default_factory=list, max_length=MOST)
    procedures: list[Code] = Field(default_factory=list, max_length=MOST)


class NamedOfficeOut(Out):
    """`place` is the seat's latitude and longitude, where it is known: communes of 2025."""

    name: str
    place: tuple[float, float] | None = Field(examples=[(21.0386, 105.838)])


class NamesOut(Out):
    """By code; a code that is not known is left out."""

    offices: dict[str, NamedOfficeOut]
    procedures: dict[str, str]
