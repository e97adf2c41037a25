"""Cards of units, and all units beside each other, over the wire."""

from typing import ClassVar, Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic import ConfigDict, Field

from services.stats.domain.par.comparison import Change, Rank
from services.stats.domain.par.entry import Kind
from services.stats.domain.par.scorecard import Line, grade
from services.stats.domain.par.stated_ranks import StatedRanks
from services.stats.schemas.out import Out
from services.stats.schemas.par.criteria import PointsOut
from services.stats.schemas.par.examples import CARD, INDEX
from services.stats.usecases.compare_units import Compared


class RankOut(Out):
    """The place among the `of` units whose points are known; equal points share a place."""

    place: int
    of: int


class ChangeOut(Out):
    """Against the year before; `places` is positive where the unit came up. null: one of the two is unknown."""

    points: PointsOut | None
    percent: PointsOut | None = Field(description="Thay đổi tỷ lệ % so với điểm tối đa, tính bằng điểm phần trăm")
    places: int | None


class StatedOut(Out):
    """What papers say of the rank, or what follows from several of them."""

    rank: int | None
    of_units: int | None
    places: int | None = Field(description="Số bậc tăng (dương) hoặc giảm (âm) so với năm trước")
    source: str | None = Field(description="Nguồn; trống khi suy ra từ năm khác")
    contradictions: list[tuple[int, int]] = Field(description="Các cặp năm mà những nguồn đã nhập nói khác nhau")

    @classmethod
    def of(cls, stated: StatedRanks, year: int) -> Self | None:
        rank, places = stated.rank(year), stated.change(year, year - 1)
        if rank is None and places is None:
            return None
        told = stated.statements.get(year)
        return cls(
            rank=rank,
            of_units=told.of_units if told else None,
            places=places,
            source=told.source if told else None,
            contradictions=stated.contradictions(),
        )


class TotalOut(Out):
    """Points of one criterion, or of the whole, with the maximum and all comparisons. null is unknown, never 0."""

    points: PointsOut | None
    maximum: PointsOut | None
    percent: PointsOut | None
    known: PointsOut | None = Field(description="Tổng các thành phần đã biết điểm")
    rest: PointsOut | None = Field(description="Phần còn lại của điểm đã nêu, cho các thành phần chưa biết")
    unknown: list[str] = Field(description="Các thành phần chưa biết điểm")
    contradicted: PointsOut | None = Field(description="Điểm đã nhập cho mục này nhưng khác với các thành phần")
    rank: RankOut | None
    change: ChangeOut
    stated: StatedOut | None

    @staticmethod
    def parts_of(compared: Compared, unit: str, line: Line) -> dict[str, object]:
        code = line.criterion.code
        rank: Rank | None = compared.rank(unit, code)
        change: Change = compared.change(unit, code)
        return {
            "points": line.points,
            "maximum": line.criterion.most,
            "percent": line.percent,
            "known": line.known,
            "rest": line.rest,
            "unknown": list(line.unknown),
            "contradicted": line.stated,
            "rank": RankOut.model_validate(rank) if rank else None,
            "change": ChangeOut.model_validate(change),
            "stated": StatedOut.of(compared.ranks_stated(unit, code), compared.year),
        }


class LineOut(TotalOut):
    """One criterion of a unit."""

    code: str
    name: str
    parts: list["LineOut"]

    @classmethod
    def of(cls, compared: Compared, unit: str, line: Line) -> Self:
        return cls.model_validate(
            {
                **TotalOut.parts_of(compared, unit, line),
                "code": line.criterion.code,
                "name": line.criterion.name,
                "parts": [LineOut.of(compared, unit, part) for part in line.parts],
            }
        )


class ComparedOut(Out):
    """What was compared with what."""

    criteria_set: UUID
    before_set: UUID | None = Field(description="Bộ tiêu chí của năm trước, nếu có")
    title: str
    year: int
    kind: Kind

    @staticmethod
    def heading(compared: Compared) -> dict[str, object]:
        return {
            "criteria_set": compared.criteria.id,
            "before_set": compared.before_set.id if compared.before_set else None,
            "title": compared.criteria.title,
            "year": compared.year,
            "kind": compared.kind,
        }


class CardOut(ComparedOut):
    """A unit's year: every criterion, the total and its grade."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra={"examples": [CARD]})

    unit: str
    name: str
    grade: str | None
    total: LineOut

    @classmethod
    def of(cls, compared: Compared, unit: str) -> Self:
        card = compared.card(unit)
        return cls.model_validate(
            {
                **cls.heading(compared),
                "unit": unit,
                "name": compared.units[unit].name,
                "grade": grade(card, compared.criteria.bands),
                "total": LineOut.of(compared, unit, card),
            }
        )


class UnitOut(Out):
    """A unit among the others."""

    unit: str
    name: str
    grade: str | None
    total: TotalOut
    fields: dict[str, TotalOut]
    card: str = Field(description="Mở phiếu điểm của đơn vị")


class IndexOut(ComparedOut):
    """All units of a set beside each other: by rank, those without a known total last."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra={"examples": [INDEX]})

    items: list[UnitOut]

    @classmethod
    def of(cls, compared: Compared, shown: list[str]) -> Self:
        items = sorted((_unit_out(compared, unit) for unit in shown), key=_in_order)
        return cls.model_validate({**cls.heading(compared), "items": items})


def _in_order(item: UnitOut) -> tuple[bool, int, str]:
    rank = item.total.rank
    return rank is None, rank.place if rank else 0, item.unit


def _unit_out(compared: Compared, unit: str) -> UnitOut:
    card = compared.card(unit)
    asked = urlencode({"criteria_set": compared.criteria.id, "year": compared.year, "kind": compared.kind})
    return UnitOut(
        unit=unit,
        name=compared.units[unit].name,
        grade=grade(card, compared.criteria.bands),
        total=TotalOut.model_validate(TotalOut.parts_of(compared, unit, card)),
        fields={
            part.criterion.code: TotalOut.model_validate(TotalOut.parts_of(compared, unit, part)) for part in card.parts
        },
        card=f"/par/units/{unit}?{asked}",
    )
