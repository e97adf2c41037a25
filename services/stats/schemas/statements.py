"""What is stated for an item of an index, as it comes in."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.stats.domain.indices.statement import Kind, Said
from services.stats.domain.period import Period
from services.stats.schemas.index_766 import StatementOut
from services.stats.schemas.out import Out
from shared.web.fields import Code, Day, Text

_EXAMPLE: dict[str, Any] = {
    "item": "3.6",
    "office": "H62",
    "from": "2026-09-15",
    "to": "2026-10-14",
    "numerator": 1840,
    "denominator": 2300,
    "source": "Báo cáo của Cổng thanh toán quốc gia tháng 10/2026",
}
ItemCode = Annotated[str, StringConstraints(min_length=1, max_length=20, pattern=r"^[A-Za-z0-9.]+$")]
Count = Annotated[int, Field(ge=0, le=10**12, strict=True)]


class StatementIn(BaseModel):
    """Counts for an item of exactly this office and period; or with `kind` portal what the national portal shows."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [_EXAMPLE]})

    item: ItemCode
    office: Code
    from_on: Day = Field(alias="from")
    to_on: Day = Field(alias="to")
    kind: Kind = Kind.COUNTS
    numerator: Count | None = None
    denominator: Count | None = None
    points: Annotated[Decimal, Field(ge=0, le=1000, max_digits=8, decimal_places=4)] | None = Field(
        None, description="Chỉ với kind=portal: điểm của Cổng"
    )
    source: Annotated[Text, Field(min_length=3)] = Field(description="Văn bản hoặc hệ thống mà số liệu lấy từ đó")

    def as_said(self) -> Said:
        return Said(
            item=self.item,
            office=self.office,
            period=Period(self.from_on, self.to_on),
            kind=self.kind,
            numerator=self.numerator,
            denominator=self.denominator,
            points=self.points,
            source=self.source,
        )


class StatementsOut(Out):
    """All that was stated for an office and period, oldest first."""

    items: list[StatementOut]
