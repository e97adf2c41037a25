"""Rankings of offices over the wire."""

from typing import Any, ClassVar, Self

from pydantic import ConfigDict, Field

from services.stats.domain.interval import Standing
from services.stats.domain.ranking import RankedBy
from services.stats.queries.question import Question
from services.stats.schemas.figures import CompleteToOut, OfficeOut, PeriodOut, RateOut
from services.stats.schemas.out import Out
from services.stats.usecases.rank_offices import Ranked, Ranking
from shared.contracts.terms import Level

_EXAMPLE: dict[str, Any] = {
    "office": {"code": "H62", "name": "Tỉnh Vĩnh Phúc", "level": "province"},
    "period": {"from": "2026-06-15", "to": "2026-09-14"},
    "map": "then",
    "level": "commune",
    "by": "late",
    "minimum": 30,
    "whole": {"numerator": 3, "denominator": 1212, "percent": 0.25},
    "ranked": [
        {
            "place": 1,
            "code": "H62.19.01",
            "name": "Xã Tam Quan",
            "rate": {"numerator": 2, "denominator": 1200, "percent": 0.17},
            "interval": {"lower": 0.05, "upper": 0.61},
            "beside_whole": "within",
            "figures": "/figures?office=H62.19.01&from=2026-06-15&to=2026-09-14",
        }
    ],
    "too_few": [
        {
            "place": None,
            "code": "H62.19.07",
            "name": "Xã Đạo Trù",
            "rate": {"numerator": 1, "denominator": 12, "percent": 8.33},
            "interval": {"lower": 1.49, "upper": 35.39},
            "beside_whole": "above",
            "figures": "/figures?office=H62.19.07&from=2026-06-15&to=2026-09-14",
        }
    ],
    "complete_to": {
        "position": 4410,
        "recorded_at": "2026-09-15T00:12:00+07:00",
        "sources": {"intake": 20311, "processing": 4410},
        "lagging": [],
    },
}


class IntervalOut(Out):
    """Wilson's interval at 95 %: where the true rate may lie, given so many dossiers."""

    lower: float
    upper: float


class RankedOut(Out):
    """One office with the number beside its place; equal rates share a place."""

    place: int | None = Field(description="Thứ hạng; trống khi chưa đủ số hồ sơ tối thiểu")
    code: str
    name: str
    rate: RateOut
    interval: IntervalOut | None = Field(
        description="Khoảng tin cậy Wilson 95 %: với chừng ấy hồ sơ, tỷ lệ thật có thể nằm ở đâu trong khoảng này"
    )
    beside_whole: Standing | None = Field(
        description="`within`: khác tỷ lệ chung có thể chỉ do ngẫu nhiên; `above`, `below`: cao, thấp hơn hẳn"
    )
    figures: str = Field(description="Mở số liệu của đơn vị này")

    @classmethod
    def of(cls, ranked: Ranked, question: Question) -> Self:
        period, of = question.period, "" if question.of == "then" else f"&map={question.of}"
        return cls(
            place=ranked.place,
            code=ranked.office.code,
            name=ranked.office.name,
            rate=RateOut.model_validate(ranked.rate),
            interval=IntervalOut.model_validate(ranked.interval) if ranked.interval else None,
            beside_whole=ranked.standing,
            figures=f"/figures?office={ranked.office.code}&from={period.from_on}&to={period.to_on}{of}",
        )


class RankingOut(Out):
    """Offices of a level by a rate: those with at least `minimum` dossiers to divide by, the others apart."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    office: OfficeOut
    period: PeriodOut
    map: str
    level: Level
    by: RankedBy
    minimum: int
    whole: RateOut = Field(description="Tỷ lệ chung của mọi đơn vị cùng cấp, kể cả đơn vị ít hồ sơ")
    ranked: list[RankedOut]
    too_few: list[RankedOut] = Field(description="Ít hồ sơ hơn mức tối thiểu: không xếp hạng")
    complete_to: CompleteToOut

    @classmethod
    def of(cls, question: Question, ranking: Ranking, complete_to: CompleteToOut, **asked: Any) -> Self:
        return cls(
            office=OfficeOut.model_validate(question.head),
            period=PeriodOut.model_validate(question.period),
            map=question.of,
            whole=RateOut.model_validate(ranking.whole),
            ranked=[RankedOut.of(each, question) for each in ranking.ranked],
            too_few=[RankedOut.of(each, question) for each in ranking.too_few],
            complete_to=complete_to,
            **asked,
        )
