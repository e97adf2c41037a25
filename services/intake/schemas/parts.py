"""Pieces that several schemas share: strict bodies, legal instants, codes, pages."""

from datetime import datetime
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from shared.errors import Invalid
from shared.web.fields import Text
from shared.web.problems import as_field_refusal
from shared.worktime import LEGAL_ZONE

Item = TypeVar("Item")


def _not_blank(text: str) -> str:
    if not text:
        raise as_field_refusal(Invalid("text_is_blank", "Không được để trống"))
    return text


def _local(at: datetime) -> str:
    return at.astimezone(LEGAL_ZONE).isoformat()


FilledText = Annotated[Text, AfterValidator(_not_blank)]
OfficeCode = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]*$")]
ProcedureCode = Annotated[str, StringConstraints(pattern=r"^[1-9]\.\d{6}$")]
LegalInstant = Annotated[
    datetime, PlainSerializer(_local, return_type=str), Field(examples=["2026-11-24T08:30:00+07:00"])
]


class In(BaseModel):
    """A body; a member that it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=4000)


class Out(BaseModel):
    """An answer, made from a frozen result."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Page(Out, Generic[Item]):
    """One page of a list; `next` is the cursor of the following one, empty at the end."""

    items: list[Item]
    next: str | None
