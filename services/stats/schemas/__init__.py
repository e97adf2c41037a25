"""What goes out over HTTP."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from services.stats.domain.figures import Figures, identities, rates_of
from services.stats.domain.measure import Breakdown, Map, Measure
from services.stats.domain.period import Period
from services.stats.queries.dossiers import CountedDossier
from services.stats.queries.question import Question
from services.stats.usecases.rebuild_from_facts import Rebuilt
from services.stats.usecases.recount import Recounted
from services.stats.usecases.take_apart import Part
from services.stats.usecases.tell_figures import Told
from shared.worktime import LEGAL_ZONE

LegalInstant = Annotated[
    datetime, PlainSerializer(lambda at: at.astimezone(LEGAL_ZONE).isoformat(), return_type=str, when_used="json")
]


class Out(BaseModel):
    """An answer, made from a frozen result."""

    model_config = ConfigDict(from_attributes=True, frozen=True, populate_by_name=True)


class FiguresOut(Out):
    """Counts of dossiers. Flows are those of the period, states (`in_term`, `overdue`, `waiting`) those at its end."""

    received: int = Field(description="Tiếp nhận trong kỳ = direct + online + post")
    carried_over: int = Field(description="Từ kỳ trước chuyển sang")
    early: int = Field(description="Trả trước hạn")
    on_time: int = Field(description="Trả đúng hạn")
    late: int = Field(description="Trả quá hạn")
    late_with_letter: int = Field(description="Quá hạn, đã có thư xin lỗi trước ngày hẹn")
    late_without_letter: int = Field(description="Quá hạn, không có thư xin lỗi trước ngày hẹn")
    stopped: int = Field(description="Dừng giải quyết")
    withdrawn: int = Field(description="Người nộp rút")
    unclassed: int = Field(description="Không xếp loại được: không có ngày hẹn hoặc dữ liệu mâu thuẫn")
    in_term: int = Field(description="Đang giải quyết, trong hạn")
    overdue: int = Field(description="Đang giải quyết, quá hạn")
    waiting: int = Field(description="Chờ bổ sung hoặc chờ nghĩa vụ tài chính")
    resolved: int = Field(description="Đã giải quyết = early + on_time + late + stopped + withdrawn + unclassed")
    direct: int = Field(description="Tiếp nhận trực tiếp")
    online: int = Field(description="Tiếp nhận trực tuyến")
    post: int = Field(description="Tiếp nhận qua bưu chính")
    moved_in: int = Field(description="Nhận từ đơn vị đã kết thúc, khi sắp xếp đơn vị")
    moved_out: int = Field(description="Chuyển sang đơn vị kế thừa, khi sắp xếp đơn vị")


class RateOut(Out):
    """A rate with its counts; `percent` is half-up to two decimals, null where there is nothing to divide by."""

    numerator: int
    denominator: int
    percent: float | None = Field(examples=[98.14])


class RatesOut(Out):
    """Resolved of all there was to resolve; on time (early included) and late of all resolved."""

    resolved_share: RateOut
    on_time: RateOut
    late: RateOut

    @classmethod
    def of(cls, figures: Figures) -> Self:
        return cls.model_validate(rates_of(figures))


class IdentityOut(Out):
    """An identity that was checked before this answer left."""

    name: str
    left: int
    right: int


class OfficeOut(Out):
    """The office asked for; its figures count everything below it."""

    code: str
    name: str
    level: str


class PeriodOut(Out):
    """Legal days, both included."""

    from_on: date = Field(serialization_alias="from")
    to_on: date = Field(serialization_alias="to")


class CompleteToOut(Out):
    """The last fact counted: `position` and `recorded_at` are processing's, which brings the dossiers."""

    position: int
    recorded_at: LegalInstant | None
    sources: dict[str, int] = Field(examples=[{"intake": 20_311, "processing": 4_410}])
    lagging: list[str] = Field(description="Nguồn chắc chắn chưa đủ: mất liên lạc hoặc có bản tin treo")


class PartOut(Out):
    """One part. `dossiers` is a URI template: put a measure in and it opens the dossiers counted here."""

    key: str = Field(description="Mã đơn vị, ngày đầu, mã thủ tục hoặc kênh")
    name: str | None
    is_own: bool = Field(description="Hồ sơ của chính đơn vị, không kể đơn vị bên dưới")
    period: PeriodOut
    figures: FiguresOut
    rates: RatesOut
    dossiers: str = Field(examples=["/figures/dossiers?office=H62&from=2026-01-01&to=2026-03-31&measure={measure}"])


class BreakdownOut(Out):
    """The parts that a whole was taken into."""

    by: Breakdown
    items: list[PartOut]


class FiguresAnswer(Out):
    """An office's figures for a period, checked, with how far they are complete and links to what they count."""

    office: OfficeOut
    period: PeriodOut
    map: Map
    figures: FiguresOut
    rates: RatesOut
    identities: list[IdentityOut]
    complete_to: CompleteToOut
    links: dict[Measure, str]
    breakdown: BreakdownOut | None = None

    @classmethod
    def of(cls, question: Question, told: Told, complete_to: CompleteToOut, by: Breakdown | None) -> Self:
        code, period = question.head.code, question.period
        items = [part_out(question, part, by) for part in told.parts] if by else []
        return cls(
            office=OfficeOut.model_validate(question.head),
            period=PeriodOut.model_validate(period),
            map=question.of,
            figures=FiguresOut.model_validate(told.figures),
            rates=RatesOut.of(told.figures),
            identities=[IdentityOut.model_validate(each) for each in identities(told.figures)],
            complete_to=complete_to,
            links={measure: _link(question, code, period, measure) for measure in Measure},
            breakdown=BreakdownOut(by=by, items=items) if by else None,
        )


def part_out(question: Question, part: Part, by: Breakdown) -> PartOut:
    office = question.head.code
    filters: dict[str, str] = {}
    if by is Breakdown.OFFICE:
        office, filters = part.key, ({"below": "false"} if part.is_own else {})
    elif by in {Breakdown.PROCEDURE, Breakdown.CHANNEL}:
        filters = {by.value: part.key}
    return PartOut(
        key=part.key,
        name=part.name,
        is_own=part.is_own,
        period=PeriodOut.model_validate(part.period),
        figures=FiguresOut.model_validate(part.figures),
        rates=RatesOut.of(part.figures),
        dossiers=_link(question, office, part.period, "{measure}", **filters),
    )


def _link(question: Question, office: str, period: Period, measure: str, **filters: str) -> str:
    if question.of is not Map.THEN:
        filters["map"] = question.of
    asked = {"office": office, "from": period.from_on, "to": period.to_on, **filters, "measure": measure}
    return f"/figures/dossiers?{urlencode(asked, safe='{}')}"


class CountedDossierOut(Out):
    """One dossier behind a figure. No personal data."""

    id: UUID
    code: str
    office: str
    procedure: str
    field: str
    channel: str
    state: str
    accepted_on: date
    due_on: date | None
    ended_on: date | None
    class_: Literal["early", "on_time", "late", "stopped", "withdrawn", "unclassed"] | None = Field(
        serialization_alias="class"
    )
    has_letter: bool

    @classmethod
    def of(cls, dossier: CountedDossier) -> Self:
        return cls.model_validate(dossier)


class CountedDossiersOut(Out):
    """A page of the dossiers that a figure counts; `total` is the figure."""

    office: str
    period: PeriodOut
    measure: Measure
    total: int
    items: list[CountedDossierOut]
    next: str | None


class PositionOut(Out):
    """How far the facts of each source are counted."""

    intake: int
    processing: int
    complete_to: CompleteToOut


class DifferenceOut(Out):
    """One count or row that differs; null is a row that is not there."""

    where: str = Field(examples=["daily", "area_sums", "dossiers", "offices"])
    key: str
    measure: str
    stored: str | None
    from_dossiers: str | None
    from_facts: str | None


class RecountedOut(Out):
    """Empty `differences` is the proof that every figure is right (at most 1,000 are listed per table)."""

    dossiers: int
    facts: int
    positions: dict[str, int]
    differences: list[DifferenceOut]

    @classmethod
    def of(cls, recounted: Recounted) -> Self:
        return cls.model_validate(recounted)


class RebuiltOut(Out):
    """How many facts were read, and how many rows had to be put right."""

    facts: int
    positions: dict[str, int]
    rows_written: int

    @classmethod
    def of(cls, rebuilt: Rebuilt) -> Self:
        return cls.model_validate(rebuilt)
