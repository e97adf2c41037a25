"""Entries of the outage log over the wire."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, model_validator

from shared.errors import Invalid
from shared.web.fields import At, Text
from shared.web.problems import as_field_refusal


class OutageIn(BaseModel):
    """What was away, from when until when."""

    model_config = ConfigDict(extra="forbid")

    system: Text
    from_at: At
    until_at: At
    note: Text

    @model_validator(mode="after")
    def _in_order(self) -> "OutageIn":
        if self.until_at <= self.from_at:
            raise as_field_refusal(Invalid("outage_not_valid", "Sự cố phải kết thúc sau khi bắt đầu"))
        return self


class OutageOut(BaseModel):
    """An entry of the log."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    system: str
    from_at: datetime
    until_at: datetime
    note: str
    recorded_at: datetime
    recorded_by: str
