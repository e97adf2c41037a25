"""Sets of criteria over the wire."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from services.stats.domain.par.criteria import DECIMALS, TOTAL, Band, CriteriaSet, Criterion
from services.stats.domain.ranking import RankedBy
from services.stats.schemas.out import LegalInstant, Out
from shared.contracts.terms import Level
from shared.ids import new_id
from shared.web.fields import Code, Text

# Exact in the books; in JSON a number with at most four decimals, which a double holds and prints exactly.
PointsOut = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
PointsIn = Annotated[Decimal, Field(ge=0, le=10_000, max_digits=9, decimal_places=DECIMALS)]
MostIn = Annotated[Decimal, Field(gt=0, le=10_000, max_digits=9, decimal_places=DECIMALS)]
PercentIn = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]
Year = Annotated[int, Field(ge=2000, le=2199)]
CriterionCode = Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=r"^[A-Za-z0-9._\-]+$")]

_EXAMPLE: dict[str, Any] = {
    "office": "VN",
    "level": "province",
    "first_year": 2022,
    "last_year": None,
    "title": "Chỉ số cải cách hành chính cấp tỉnh",
    "paper": "Quyết định 876/QĐ-BNV năm 2022",
    "maximum": 100,
    "is_whole": False,
    "criteria": [
        {"code": "1", "name": "Chỉ đạo, điều hành cải cách hành chính", "maximum": 9.5},
        {"code": "2", "name": "Cải cách thể chế", "maximum": 10},
        {"code": "4", "name": "Cải cách tổ chức bộ máy", "maximum": 10.5},
        {
            "code": "3",
            "name": "Cải cách thủ tục hành chính",
            "is_whole": False,
            "parts": [{"code": "3.4", "name": "Hồ sơ giải quyết đúng hạn", "figure": "on_time"}],
        },
    ],
    "bands": [{"name": "Khá", "from_percent": 70}, {"name": "Tốt", "from_percent": 80}],
}


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CriterionIn(_In):
    """A field, criterion or part. Without `maximum` it is unknown, or the sum of all parts."""

    code: CriterionCode
    name: Text
    maximum: MostIn | None = None
    parts: Annotated[list["CriterionIn"], Field(max_length=100)] = []
    is_whole: bool = Field(True, description="Đã liệt kê đủ các tiêu chí thành phần")
    figure: RankedBy | None = Field(None, description="Số liệu thống kê thể hiện tiêu chí này")

    def as_criterion(self) -> Criterion:
        parts = tuple(part.as_criterion() for part in self.parts)
        return Criterion(self.code, self.name, self.maximum, parts, self.is_whole, self.figure)


class BandIn(_In):
    """A grade, from a share of the whole maximum on."""

    name: Text
    from_percent: PercentIn


class CriteriaSetIn(_In):
    """A set for the units of `level` below `office`; it need not be known whole."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    office: Code = Field(description="Cơ quan ban hành; áp dụng cho mọi đơn vị bên dưới thuộc cấp `level`")
    level: Level
    first_year: Year
    last_year: Year | None = None
    title: Text
    paper: Text = Field(description="Văn bản ban hành")
    maximum: MostIn | None = None
    is_whole: bool = True
    criteria: Annotated[list[CriterionIn], Field(min_length=1, max_length=100)]
    bands: Annotated[list[BandIn], Field(max_length=20)] = []

    def as_published(self, now: datetime, by: str) -> CriteriaSet:
        parts = tuple(each.as_criterion() for each in self.criteria)
        return CriteriaSet(
            new_id(),
            *(self.office, self.level, self.first_year, self.last_year, self.title, self.paper),
            Criterion(TOTAL, self.title, self.maximum, parts, self.is_whole),
            tuple(Band(band.name, band.from_percent) for band in self.bands),
            *(now, by),
        )


class CriterionOut(Out):
    """`maximum` as stated or as the sum of all parts; null is unknown."""

    code: str
    name: str
    maximum: PointsOut | None
    is_whole: bool
    figure: RankedBy | None
    parts: list["CriterionOut"]

    @classmethod
    def of(cls, criterion: Criterion) -> Self:
        return cls(
            code=criterion.code,
            name=criterion.name,
            maximum=criterion.most,
            is_whole=criterion.is_whole,
            figure=criterion.figure,
            parts=[CriterionOut.of(part) for part in criterion.parts],
        )


class BandOut(Out):
    """A grade, from a share of the whole maximum on."""

    name: str
    from_percent: PointsOut


class CriteriaSetOut(Out):
    """A published set; it never changes."""

    id: UUID
    office: str
    level: Level
    first_year: int
    last_year: int | None
    title: str
    paper: str
    whole: CriterionOut
    bands: list[BandOut]
    published_at: LegalInstant
    published_by: str

    @classmethod
    def of(cls, criteria: CriteriaSet) -> Self:
        return cls(
            **{name: getattr(criteria, name) for name in cls.model_fields if name not in {"whole", "bands"}},
            whole=CriterionOut.of(criteria.whole),
            bands=[BandOut.model_validate(band) for band in criteria.bands],
        )
