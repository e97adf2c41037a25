"""Reporting periods: their days and their neighbours."""

from typing import Annotated

from fastapi import Query

from services.stats.dependencies import FigureReader, Now
from services.stats.domain.period import Period
from services.stats.domain.reporting_period import month_of, named
from services.stats.schemas.periods import AskedPeriodOut
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Day
from shared.worktime import legal_day

router = make_router("periods")


@router.get("/periods", summary="Một kỳ báo cáo: từ ngày nào, kỳ trước, kỳ sau", response_model=AskedPeriodOut)
async def read_period(
    _: FigureReader,
    now: Now,
    period: Annotated[
        str | None, Query(max_length=8, description="2026-M03, 2026-Q1, 2026-H1, 2026-9M, 2026; trống: tháng này")
    ] = None,
    from_on: Annotated[Day | None, Query(alias="from", description="Từ ngày, thay cho period")] = None,
    to_on: Annotated[Day | None, Query(alias="to", description="Đến hết ngày, thay cho period")] = None,
) -> AskedPeriodOut:
    """Reporting months run from the 15th to the 14th (NĐ 09/2019 art. 12). Without anything: the month of today.

    Refuses: reporting_period_not_read, period_or_span, period_reversed.
    """
    today = legal_day(now)
    if from_on and to_on and period is None:
        return AskedPeriodOut.of_days(Period(from_on, to_on), today)
    if from_on or to_on:
        raise Invalid("period_or_span", "Cho biết kỳ báo cáo (period), hoặc cả hai ngày from và to")
    return AskedPeriodOut.named(named(period) if period else month_of(today), today)
