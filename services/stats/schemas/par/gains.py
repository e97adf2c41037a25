"""What would gain a unit most, over the wire."""

from typing import ClassVar, Self

from pydantic import ConfigDict, Field

from services.stats.domain.par.criteria import Criterion
from services.stats.domain.par.gains import Gain
from services.stats.domain.ranking import RankedBy
from services.stats.schemas.figures import PeriodOut, RateOut
from services.stats.schemas.out import Out
from services.stats.schemas.par.cards import ComparedOut
from services.stats.schemas.par.criteria import PointsOut
from services.stats.schemas.par.examples import GAINS
from services.stats.usecases.compare_units import Compared
from services.stats.usecases.find_gains import Found


class FigureOut(Out):
    """What the yearbook itself counts for this criterion, in the official year."""

    by: RankedBy
    rate: RateOut
    figures: str


class GainOut(Out):
    """`lacking` = maximum − points; `within_reach` is how much of it the best unit already has."""

    code: str
    name: str
    points: PointsOut
    maximum: PointsOut
    lacking: PointsOut
    best: PointsOut
    best_units: list[str]
    within_reach: PointsOut
    figure: FigureOut | None


class UnknownOut(Out):
    """Without points or without a maximum nothing can be said; a figure may still be at hand."""

    code: str
    name: str
    figure: FigureOut | None


class GainsOut(ComparedOut):
    """Which criteria would gain the unit most, largest first."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra={"examples": [GAINS]})

    unit: str
    period: PeriodOut = Field(description="Năm báo cáo (15/12 năm trước đến 14/12) của số liệu thống kê đi kèm")
    gains: list[GainOut]
    unknown: list[UnknownOut]

    @classmethod
    def of(cls, compared: Compared, unit: str, found: Found) -> Self:
        return cls.model_validate(
            {
                **cls.heading(compared),
                "unit": unit,
                "period": PeriodOut.model_validate(found.period),
                "gains": [_gain_out(gain, unit, found) for gain in found.gains.gains],
                "unknown": [
                    UnknownOut(code=each.code, name=each.name, figure=_figure_out(each, unit, found))
                    for each in found.gains.unknown
                ],
            }
        )


def _gain_out(gain: Gain, unit: str, found: Found) -> GainOut:
    return GainOut(
        code=gain.criterion.code,
        name=gain.criterion.name,
        points=gain.points,
        maximum=gain.most,
        lacking=gain.lacking,
        best=gain.best,
        best_units=list(gain.best_units),
        within_reach=gain.best - gain.points,
        figure=_figure_out(gain.criterion, unit, found),
    )


def _figure_out(criterion: Criterion, unit: str, found: Found) -> FigureOut | None:
    if criterion.figure is None:
        return None
    period = found.period
    return FigureOut(
        by=criterion.figure,
        rate=RateOut.model_validate(found.rates[criterion.figure]),
        figures=f"/figures?office={unit}&from={period.from_on}&to={period.to_on}",
    )
