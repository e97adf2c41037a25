"""Offices over the wire."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from services.intake.domain.organisation.desk_hours import HoursAct, Spans
from services.intake.domain.organisation.office import Alias, Office, OfficeKind
from services.intake.schemas.parts import FilledText, In, OfficeCode, Out
from services.intake.usecases.organisation.register_office import NewOffice
from shared.contracts.terms import Level
from shared.web.fields import Day
from shared.worktime import Sessions

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Session = Annotated[list[Clock], Field(min_length=2, max_length=2, description="[mở cửa, đóng cửa]")]
SessionList = Annotated[
    list[Session], Field(min_length=1, max_length=6, examples=[[["07:30", "11:30"], ["13:30", "17:00"]]])
]
Prefix = Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9][A-Za-z0-9.]*$")]


def spans_of(sessions: list[list[str]]) -> Spans:
    return Sessions.read(sessions).spans


class OfficeIn(In):
    """A unit or desk to register."""

    code: OfficeCode
    name: FilledText
    level: Annotated[Level, Field(description="province, department, district hoặc commune")]
    parent: OfficeCode | None = Field(None, description="Mã hoặc tên gọi khác của đơn vị cấp trên; mặc định VN")
    valid_from: Day | None = Field(None, description="Ngày bắt đầu; mặc định 2018-01-01 hoặc ngày của cấp trên")
    valid_to: Day | None = None
    code_prefix: Prefix | None = Field(None, description="Phần đầu của mã hồ sơ; mặc định là mã đơn vị")
    kind: OfficeKind | None = Field(None, description="Loại đơn vị; mặc định theo cấp")
    hours: SessionList | None = Field(None, description="Giờ làm việc; mặc định theo cấp trên (7,5 giờ)")

    def as_new(self) -> NewOffice:
        return NewOffice(
            **self.model_dump(exclude={"hours"}), hours=spans_of(self.hours) if self.hours is not None else None
        )


class HoursIn(In):
    """Hours of an office from a coming day on."""

    valid_from: Day
    sessions: SessionList

    def as_act(self) -> HoursAct:
        return HoursAct(self.valid_from, spans_of(self.sessions))


class HoursOut(Out):
    """Hours decided for the office itself."""

    valid_from: date
    sessions: list[list[str]]

    @classmethod
    def of(cls, act: HoursAct) -> Self:
        sessions = [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in act.sessions]
        return cls(valid_from=act.valid_from, sessions=sessions)


class AliasOut(Out):
    """Another name and the days on which it means this office."""

    alias: str
    valid_from: date
    valid_to: date | None


class OfficeLine(Out):
    """A unit in a list."""

    code: str
    name: str
    level: Level
    parent: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None
    code_prefix: str
    path: list[str]
    kind: OfficeKind


class OfficeOut(OfficeLine):
    """A unit with its names and its own hours."""

    aliases: list[AliasOut]
    hours: list[HoursOut]

    @classmethod
    def whole(cls, office: Office, aliases: list[Alias], acts: list[HoursAct]) -> Self:
        line = OfficeLine.model_validate(office).model_dump()
        names = [AliasOut.model_validate(alias) for alias in aliases]
        return cls(**line, aliases=names, hours=[HoursOut.of(act) for act in acts])
