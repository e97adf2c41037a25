"""Figures with their parts, and the dossiers and filings behind them."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from services.stats.domain.figures import Figures, rates_of
from services.stats.domain.measure import Breakdown, Map, Measure
from services.stats.schemas.out import LegalInstant, Out


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
    refusals: int = Field(description="Trong số đã giải quyết: từ chối sau khi thẩm định")
    late_by_reappointment: int = Field(description="Trong số quá hạn: trễ cả so với ngày hẹn lại của thư xin lỗi")
    index_in_time: int = Field(description="Kết thúc đúng hạn theo cách đọc của QĐ 766 (trừ thời gian bổ sung)")
    index_overdue: int = Field(description="Đang giải quyết, quá hạn theo cách đọc của QĐ 766, tính đến hết ngày cuối")
    ready_not_returned: int = Field(description="Có kết quả, chưa trả cho người nộp (vào cuối kỳ)")
    taken_in: int = Field(description="Bộ phận tiếp nhận đã nhận, kể cả hồ sơ thuộc thẩm quyền nơi khác")
    filed: int = Field(description="Hồ sơ nộp vào trong kỳ, trước khi tiếp nhận")
    refused: int = Field(description="Từ chối tiếp nhận trong kỳ")
    pending: int = Field(description="Hồ sơ nộp chờ bộ phận một cửa trả lời (vào cuối kỳ)")
    pending_late: int = Field(description="Trong số chờ trả lời: đã quá 8 giờ làm việc")


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


class StepOut(Out):
    """One stretch of a series."""

    period: PeriodOut
    figures: FiguresOut
    rates: RatesOut
    dossiers: str


class PartOut(Out):
    """One part. `dossiers` is a URI template: put a measure in and it opens the dossiers counted here."""

    key: str = Field(description="Mã đơn vị, ngày đầu, mã thủ tục, lĩnh vực, cấp hoặc kênh")
    name: str | None
    level: str | None = Field(description="Cấp của đơn vị, hoặc cấp mà lĩnh vực này thuộc về")
    parent: str | None = Field(description="Đơn vị cấp trên, khi tách theo đơn vị")
    is_own: bool = Field(description="Hồ sơ của chính đơn vị, không kể đơn vị bên dưới")
    period: PeriodOut
    figures: FiguresOut
    rates: RatesOut
    dossiers: str = Field(examples=["/figures/dossiers?office=H62&from=2026-01-01&to=2026-03-31&measure={measure}"])
    series: list[StepOut] | None = Field(None, description="Từng chặng, khi hỏi cả hai chiều")


class BreakdownOut(Out):
    """The parts that a whole was taken into; `over` where each part comes as a series as well."""

    by: Breakdown
    over: Breakdown | None
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


class DossierLineOut(Out):
    """One line of a list of dossiers. No personal data."""

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


class CountedDossierOut(DossierLineOut):
    """One dossier behind a figure."""

    class_: Literal["early", "on_time", "late", "stopped", "withdrawn", "unclassed"] | None = Field(
        serialization_alias="class"
    )
    has_letter: bool


class CountedFilingOut(Out):
    """One filing behind a figure: no dossier (yet). No personal data."""

    id: UUID
    desk: str
    office: str
    procedure: str
    field: str
    channel: str
    source: str
    state: str
    filed_on: date
    owed_until: LegalInstant | None = Field(description="Bộ phận một cửa phải trả lời trước lúc này")
    refused_on: date | None
    reason: str | None
    dossier: UUID | None


class CountedFilingsOut(Out):
    """A page of the filings that a figure counts; `total` is the figure."""

    office: str
    period: PeriodOut
    measure: Measure
    total: int
    items: list[CountedFilingOut]
    next: str | None


class CountedDossiersOut(Out):
    """A page of the dossiers that a figure counts; `total` is the figure."""

    office: str
    period: PeriodOut
    measure: Measure
    total: int
    items: list[CountedDossierOut]
    next: str | None
