"""A reminder over the wire."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.processing.schemas.acts import Words
from services.processing.schemas.batches import MOST, ChosenIn


class RemindersIn(BaseModel):
    """Which dossiers, as they were seen, and what their holders are told."""

    model_config = ConfigDict(extra="forbid")

    note: Words = Field(description="Lời nhắc, ghi vào lịch sử của từng hồ sơ")
    dossiers: Annotated[list[ChosenIn], Field(min_length=1, max_length=MOST)]
