"""Agency codes of offices over the wire."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shared.web.fields import Code, Day


class AgencyIn(BaseModel):
    """What an office is called at the portal from a day on: in the form of QĐ 20/2020, and in that of QCVN 102:2016."""

    model_config = ConfigDict(extra="forbid")

    office: Code
    valid_from: Day
    connection: Code
    new: Annotated[Code, Field(description="H26.12.34")]
    old: Annotated[Code | None, Field(description="000.34.12.H26; để trống nếu đổi được từ mã mới")] = None


class AgenciesIn(BaseModel):
    """Many at once; all or none."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[AgencyIn], Field(min_length=1, max_length=500)]


class AgencyOut(BaseModel):
    """An office with its codes."""

    model_config = ConfigDict(from_attributes=True)

    office: str
    office_name: str | None
    valid_from: date
    connection: str
    new: str
    old: str | None
    set_by: str
    set_at: datetime


class WithoutCodeOut(BaseModel):
    """An office that nothing can be told of."""

    office: str
    office_name: str
    level: str
