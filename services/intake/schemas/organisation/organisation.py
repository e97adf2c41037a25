"""Over the wire: successors and predecessors, reforms, agencies at a desk, and duties."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from services.intake.domain.organisation.desk_duty import Duty, Rank
from services.intake.queries.organisation.desks import ServedAgency
from services.intake.queries.organisation.successions import Relative
from services.intake.schemas.organisation.offices import OfficeLine
from services.intake.schemas.parts import FilledText, In, LegalInstant, OfficeCode, Out
from services.intake.usecases.organisation.carry_out_reform import Reformed, ReformOrder
from shared.contracts.terms import Level
from shared.web.fields import Day

Subject = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@\-]*$")]
_SHOWN = 500


class RelativeOut(OfficeLine):
    """An office before or after another. `is_whole`: all of the old one went over; `is_default`: its dossiers too."""

    on: date = Field(description="Ngày đầu tiên của đơn vị kế thừa")
    is_whole: bool
    is_default: bool

    @classmethod
    def of(cls, relative: Relative) -> Self:
        line = OfficeLine.model_validate(relative.office).model_dump()
        return cls(**line, on=relative.on, is_whole=relative.is_whole, is_default=relative.is_default)


class RelativesOut(Out):
    """The offices on one side of an office."""

    office: str
    items: list[RelativeOut]


class ReformIn(In):
    """The move of 1 July 2025, for a province of before (`H17`), one of after (`25.2025`) or the nation (`VN`)."""

    reform: Literal["2025"] = "2025"
    province: OfficeCode
    dry_run: bool = Field(False, description="Chỉ cho biết sẽ đổi gì")
    announce_again: bool = Field(False, description="Thông báo lại các đơn vị đã kế thừa từ trước")
    district_successors: dict[OfficeCode, OfficeCode] = Field(
        default_factory=dict,
        max_length=5_000,
        description="Đơn vị kế thừa do địa phương chỉ định; huyện không nêu ở đây do tỉnh kế thừa",
    )

    def as_order(self) -> ReformOrder:
        return ReformOrder(self.province, self.district_successors, self.dry_run, self.announce_again)


class LeftOverOut(Out):
    """A unit below an ended one that nothing continues: name its successor in `district_successors`."""

    code: str
    name: str
    level: Level


class ReformOut(Out):
    """What was done, or would be."""

    reform: str
    provinces: list[str]
    dry_run: bool
    ended: dict[Level, int] = Field(description="Số đơn vị vừa có đơn vị kế thừa, theo cấp")
    unchanged: int = Field(description="Số đơn vị đã có đơn vị kế thừa từ trước")
    announced: int
    left_over_count: int
    left_over: list[LeftOverOut] = Field(description=f"Nhiều nhất {_SHOWN} đơn vị")

    @classmethod
    def of(cls, body: ReformIn, done: Reformed) -> Self:
        return cls(
            reform=body.reform,
            provinces=list(done.provinces),
            dry_run=body.dry_run,
            ended={Level(level): count for level, count in done.ended.items()},
            unchanged=done.unchanged,
            announced=done.announced,
            left_over_count=len(done.left_over),
            left_over=[LeftOverOut.model_validate(office) for office in done.left_over[:_SHOWN]],
        )


class AgencyIn(In):
    """An agency to be served at the desk."""

    agency: OfficeCode
    valid_from: Day | None = Field(None, description="Từ ngày; mặc định hôm nay")
    valid_to: Day | None = None


class EndIn(In):
    """The last day of a service."""

    last_on: Day


class AgencyOut(OfficeLine):
    """An agency at a desk with the days on which it is served."""

    served_from: date
    served_to: date | None

    @classmethod
    def of(cls, served: ServedAgency) -> Self:
        line = OfficeLine.model_validate(served.office).model_dump()
        return cls(**line, served_from=served.valid_from, served_to=served.valid_to)


class AgenciesOut(Out):
    """The agencies of a desk."""

    desk: str
    items: list[AgencyOut]


class DutyIn(In):
    """Who takes a group of fields, as primary or secondary duty; `released` takes it away."""

    person: Subject = Field(description="Định danh tài khoản của người được phân công, không phải họ tên")
    group_name: FilledText
    fields: list[FilledText] = Field(default_factory=list, max_length=100, description="Các lĩnh vực của nhóm")
    rank: Rank = Rank.PRIMARY
    valid_from: Day
    valid_to: Day | None = None


class DutyOut(Out):
    """One act of assignment."""

    id: UUID
    person: str
    group_name: str
    fields: list[str]
    rank: Rank
    valid_from: date
    valid_to: date | None
    decided_by: str
    decided_at: LegalInstant

    @classmethod
    def of(cls, duty: Duty) -> Self:
        return cls.model_validate(duty)


class DutiesOut(Out):
    """Duties at a desk: in force on `on`, primary first, or all acts ever (`on` is null)."""

    desk: str
    on: date | None
    items: list[DutyOut]


def as_duty(body: DutyIn, id_: UUID, desk: str, decided_by: str, decided_at: datetime) -> Duty:
    values = body.model_dump(exclude={"fields"})
    return Duty(**values, id=id_, desk=desk, fields=tuple(body.fields), decided_by=decided_by, decided_at=decided_at)
