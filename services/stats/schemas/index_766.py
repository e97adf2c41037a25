"""The index of QĐ 766 as it is told, item by item."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self
from urllib.parse import urlencode

from pydantic import Field, PlainSerializer

from services.stats.domain.figures import rate
from services.stats.domain.indices.criteria import Facts
from services.stats.domain.indices.points import Scored, Sum
from services.stats.domain.indices.statement import Statement
from services.stats.queries.indices.costs import Cost
from services.stats.queries.question import Question
from services.stats.schemas.figures import CompleteToOut, DossierLineOut, OfficeOut, PeriodOut
from services.stats.schemas.out import LegalInstant, Out
from services.stats.schemas.satisfaction import asked
from services.stats.usecases.indices.tell_index_766 import Index, ScoredGroup

Points = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
Status = Literal["measured", "stated", "nothing_to_count", "no_source"]
STATUS_IN_WORDS: dict[Status, str] = {
    "measured": "Hệ thống tự tính",
    "stated": "Theo số liệu khai báo",
    "nothing_to_count": "Không có gì để tính",
    "no_source": "Chưa có nguồn",
}


class StatementOut(Out):
    """What somebody stated, and who: of several the newest holds."""

    number: int
    item: str
    kind: str
    numerator: int | None
    denominator: int | None
    points: Points | None
    source: str
    stated_at: LegalInstant
    stated_by: str


class ItemOut(Out):
    """One item. Points are null, never 0 or full, where nothing is known or there was nothing to count."""

    code: str
    name: str
    maximum: int = Field(description="Điểm tối đa; 0: chỉ để xem")
    threshold: int | None = Field(description="Từ tỷ lệ này (%) trở lên được đủ điểm")
    numerator: int | None
    denominator: int | None
    percent: float | None
    points: Points | None
    distance: Points | None = Field(description="Còn thiếu để đủ điểm")
    status: Status
    status_text: str
    formula: str
    source: str
    stated: StatementOut | None
    portal: StatementOut | None = Field(description="Số của Cổng, chỉ để so sánh")
    portal_points: Points | None
    portal_gap: Points | None = Field(description="Điểm ở đây trừ điểm của Cổng")
    dossiers: str | None = Field(description="Hồ sơ làm mất điểm")

    @classmethod
    def of(cls, scored: Scored, question: Question) -> Self:
        item, counts = scored.item, scored.counts
        status = status_of(scored)
        return cls(
            **{name: getattr(item, name) for name in ("code", "name", "maximum", "threshold", "formula", "source")},
            numerator=counts.numerator if counts else None,
            denominator=counts.denominator if counts else None,
            percent=rate(counts.numerator, counts.denominator).percent if counts else None,
            points=scored.points,
            distance=scored.distance,
            status=status,
            status_text=STATUS_IN_WORDS[status],
            stated=_said(scored.stated),
            portal=_said(scored.portal),
            portal_points=scored.portal_points,
            portal_gap=scored.portal_gap,
            dossiers=_link(scored, question),
        )


def status_of(scored: Scored) -> Status:
    if scored.counts is None:
        return "no_source"
    if scored.counts.ratio is None:
        return "nothing_to_count"
    return "stated" if scored.stated else "measured"


def _said(statement: Statement | None) -> StatementOut | None:
    return StatementOut.model_validate(statement) if statement else None


def _link(scored: Scored, question: Question) -> str | None:
    if scored.item.facts not in {Facts.ON_TIME, Facts.SATISFACTION} or scored.stated:
        return None
    return f"/index/766/dossiers?{urlencode({**asked(question), 'item': scored.item.code})}"


class SumOut(Out):
    """The index lies between `points` and `highest`: the points of `unknown` have no source."""

    maximum: int
    points: Points
    known: int = Field(description="Tổng điểm tối đa của các tiêu chí đã có nguồn")
    unknown: int = Field(description="Tổng điểm tối đa của các tiêu chí chưa có nguồn hoặc không có gì để tính")
    highest: Points

    @classmethod
    def of(cls, sum: Sum) -> Self:
        return cls.model_validate(sum)


class GroupOut(Out):
    """A group of items and their sum."""

    code: str
    name: str
    sum: SumOut
    items: list[ItemOut]

    @classmethod
    def of(cls, group: ScoredGroup, question: Question) -> Self:
        items = [ItemOut.of(item, question) for item in group.items]
        return cls(code=group.group.code, name=group.group.name, sum=SumOut.of(group.sum), items=items)


class CriteriaOut(Out):
    """The decision that sets the criteria, and since when."""

    name: str
    decision: str
    valid_from: date
    valid_to: date | None


class PortalTotalOut(Out):
    """The portal's figure of the whole index. Where it is not possible, one of the two counts wrongly."""

    points: Points
    is_possible: bool = Field(description="Nằm giữa `points` và `highest` của tổng điểm ở đây")
    statement: StatementOut


class IndexOut(Out):
    """The index of an office with everything below it."""

    office: OfficeOut
    period: PeriodOut
    criteria: CriteriaOut
    total: SumOut
    portal: PortalTotalOut | None
    groups: list[GroupOut]
    complete_to: CompleteToOut

    @classmethod
    def of(cls, question: Question, index: Index, complete_to: CompleteToOut) -> Self:
        return cls(
            office=OfficeOut.model_validate(question.head),
            period=PeriodOut.model_validate(question.period),
            criteria=CriteriaOut.model_validate(index.criteria),
            total=SumOut.of(index.sum),
            portal=PortalTotalOut.model_validate(index.portal) if index.portal else None,
            groups=[GroupOut.of(group, question) for group in index.groups],
            complete_to=complete_to,
        )


class CostlyDossierOut(DossierLineOut):
    """A dossier and why it costs points."""

    costs: list[Cost]


class CostlyDossiersOut(Out):
    """A page of them; `total` counts each dossier once."""

    office: str
    period: PeriodOut
    item: str
    total: int
    items: list[CostlyDossierOut]
    next: str | None
