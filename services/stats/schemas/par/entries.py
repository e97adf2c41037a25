"""Scores and stated ranks over the wire."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.stats.domain.par.criteria import TOTAL
from services.stats.domain.par.entry import Entry, Kind, RankEntry, Told
from services.stats.schemas.out import LegalInstant, Out
from services.stats.schemas.par.criteria import CriterionCode, PointsIn, PointsOut, Year
from shared.web.fields import Code, Text

_SCORES: dict[str, Any] = {
    "criteria_set": "0193f000-0000-7000-8000-000000000001",
    "unit": "H06",
    "year": 2022,
    "kind": "appraised",
    "scores": [
        {"criterion": "2", "points": 9.07, "evidence": "Quyết định công bố chỉ số CCHC năm 2022"},
        {"criterion": "4", "points": 9.0929, "evidence": "Quyết định công bố chỉ số CCHC năm 2022"},
        {"criterion": "total", "points": 79.35, "evidence": "Quyết định công bố chỉ số CCHC năm 2022"},
    ],
}
_RANK: dict[str, Any] = {
    "criteria_set": "0193f000-0000-7000-8000-000000000001",
    "unit": "H57",
    "year": 2019,
    "rank": 19,
    "of_units": 63,
    "up_on": {"2016": 30, "2015": 8},
    "source": "Báo cáo tổng kết cải cách hành chính 2016–2020",
}
Places = Annotated[int, Field(ge=-10_000, le=10_000)]
Place = Annotated[int, Field(ge=1, le=20_000)]


class ScoreIn(BaseModel):
    """Points, or null where they are unknown again; `evidence` names the paper or file that shows them."""

    model_config = ConfigDict(extra="forbid")

    criterion: CriterionCode = Field(description=f"Mã tiêu chí; `{TOTAL}` là tổng điểm của cả bộ")
    points: PointsIn | None
    evidence: Text = Field(description="Tài liệu kiểm chứng (số, ký hiệu văn bản); không ghi thông tin cá nhân")

    def as_entry(self) -> Entry:
        return Entry(self.criterion, self.points, self.evidence)


class ScoresIn(BaseModel):
    """Points of one unit in one year."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_SCORES]})

    criteria_set: UUID
    unit: Code
    year: Year
    kind: Kind
    scores: Annotated[list[ScoreIn], Field(min_length=1, max_length=500)]


class RankIn(BaseModel):
    """What a paper says of a rank; `up_on` has the places gained since earlier years (negative: lost)."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_RANK]})

    criteria_set: UUID
    unit: Code
    year: Year
    criterion: CriterionCode = TOTAL
    rank: Place | None = None
    of_units: Place | None = None
    up_on: Annotated[dict[Year, Places], Field(max_length=20)] = {}
    source: Text = Field(description="Văn bản hoặc bài báo đã nêu")

    def as_entry(self) -> RankEntry:
        return RankEntry(self.criterion, self.rank, self.of_units, self.up_on, self.source)


class EnteredOut(Out):
    """How many entries were added."""

    entered: int


class ToldOut(Out):
    """One entry as it was made; a newer one of the same criterion and kind takes its place."""

    number: int
    unit: str
    year: int
    kind: Kind
    criterion: str
    points: PointsOut | None
    evidence: str
    at: LegalInstant
    by: str

    @classmethod
    def of(cls, told: Told) -> Self:
        entry = told.entry
        return cls(
            **{name: getattr(told, name) for name in ("number", "unit", "year", "kind", "at", "by")},
            criterion=entry.criterion,
            points=entry.points,
            evidence=entry.evidence,
        )


class StoryOut(Out):
    """Every entry there ever was, newest first."""

    items: list[ToldOut]
    next: str | None
