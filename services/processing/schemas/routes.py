"""Routes over the wire."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.processing.domain.route import Effect, PublishedRoute, Route, Stage
from shared.callers import Role
from shared.contracts.terms import TermPart
from shared.errors import Invalid
from shared.ids import new_id
from shared.web.fields import Code, Day, Text
from shared.web.problems import as_field_refusal
from shared.worktime import Term, TermNotValid, Unit

ProcedureCode = Annotated[str, StringConstraints(pattern=r"^[1-9]\.\d{6}$")]
StageNumber = Annotated[int, Field(ge=1, le=99)]


class LimitIn(BaseModel):
    """A limit in the law's own unit; the amount of `same_day` is 0."""

    model_config = ConfigDict(extra="forbid")

    unit: Unit
    amount: Annotated[int, Field(ge=0, le=10_000)]

    @model_validator(mode="after")
    def _is_a_term(self) -> Self:
        try:
            self.as_term()
        except TermNotValid as refusal:
            raise as_field_refusal(refusal) from refusal
        return self

    def as_term(self) -> Term:
        return Term(self.unit, self.amount)


class StageIn(BaseModel):
    """One part: `seat` is `desk`, `agency` (the competent office) or an office's code; it begins after `after`."""

    model_config = ConfigDict(extra="forbid")

    number: StageNumber
    name: Text
    seat: Code = "agency"
    role: Literal["clerk", "officer", "leader"] = "officer"
    term: LimitIn | None = Field(None, description="Thời hạn riêng của bước; trống là theo hạn của hồ sơ")
    after: Annotated[list[StageNumber], Field(max_length=99)] = []
    is_lead: bool = Field(False, description="Cơ quan chủ trì; còn lại là phối hợp")

    def as_stage(self) -> Stage:
        term = self.term.as_term() if self.term else None
        return Stage(self.number, self.name, self.seat, Role(self.role), term, frozenset(self.after), self.is_lead)


class RouteIn(BaseModel):
    """A route (quy trình nội bộ) with where and from when it holds. `limit` is what its stages must fit into."""

    model_config = ConfigDict(extra="forbid")

    name: Text
    decision: Text = Field(description="Quyết định ban hành quy trình")
    procedure: ProcedureCode | None = Field(None, description="Mã thủ tục; trống là mọi thủ tục")
    office: Code | None = Field(None, description="Đơn vị áp dụng, gồm các đơn vị bên dưới; trống là toàn quốc")
    valid_from: Day
    valid_to: Day | None = None
    limit: LimitIn | None = None
    stages: Annotated[list[StageIn], Field(min_length=1, max_length=99)]
    on_supplement: Effect = Field(Effect.RESTARTS, description="Chờ bổ sung: tính lại từ đầu, hay tạm dừng")
    on_payment: Effect = Field(Effect.PAUSES, description="Chờ nghĩa vụ tài chính: tạm dừng, hay vẫn tính")
    notice_days: Annotated[int, Field(ge=1, le=60)] = 3
    answer_days: Annotated[int, Field(ge=1, le=365)] = 15

    def as_published(self, by: str, at: datetime) -> PublishedRoute:
        if self.valid_to and self.valid_to < self.valid_from:
            raise Invalid("validity_not_valid", "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi")
        stages = tuple(stage.as_stage() for stage in self.stages)
        route = Route(new_id(), stages, self.on_supplement, self.on_payment, self.notice_days, self.answer_days)
        return PublishedRoute(
            route=route,
            name=self.name,
            decision=self.decision,
            procedure=self.procedure,
            office=self.office,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            limit=self.limit.as_term() if self.limit else None,
            published_at=at,
            published_by=by,
        )


class StageOut(BaseModel):
    """One stage of a route."""

    number: int
    name: str
    seat: str
    role: str
    term: TermPart | None
    after: list[int]
    is_lead: bool

    @classmethod
    def of(cls, stage: Stage) -> "StageOut":
        return cls(
            number=stage.number,
            name=stage.name,
            seat=stage.seat,
            role=stage.role.value,
            term=_part(stage.term),
            after=sorted(stage.after),
            is_lead=stage.is_lead,
        )


class RouteOut(BaseModel):
    """A published route; it is never changed, a newer one takes its place."""

    id: UUID
    name: str
    decision: str
    procedure: str | None
    office: str | None
    valid_from: date
    valid_to: date | None
    limit: TermPart | None
    stages: list[StageOut]
    on_supplement: Effect
    on_payment: Effect
    notice_days: int
    answer_days: int
    published_at: datetime
    published_by: str

    @classmethod
    def of(cls, published: PublishedRoute) -> "RouteOut":
        route = published.route
        return cls(
            id=route.id,
            name=published.name,
            decision=published.decision,
            procedure=published.procedure,
            office=published.office,
            valid_from=published.valid_from,
            valid_to=published.valid_to,
            limit=_part(published.limit),
            stages=[StageOut.of(stage) for stage in route.stages],
            on_supplement=route.on_supplement,
            on_payment=route.on_payment,
            notice_days=route.notice_days,
            answer_days=route.answer_days,
            published_at=published.published_at,
            published_by=published.published_by,
        )


def _part(term: Term | None) -> TermPart | None:
    return TermPart(unit=term.unit.value, amount=term.amount) if term else None
