"""What all answers share."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

from shared.worktime import LEGAL_ZONE

LegalInstant = Annotated[
    datetime, PlainSerializer(lambda at: at.astimezone(LEGAL_ZONE).isoformat(), return_type=str, when_used="json")
]


class Out(BaseModel):
    """An answer, made from a frozen result."""

    model_config = ConfigDict(from_attributes=True, frozen=True, populate_by_name=True)
