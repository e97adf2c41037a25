"""A reporting period with its neighbours."""

from datetime import date, timedelta
from typing import Self

from pydantic import Field

from services.stats.domain.period import Period
from services.stats.domain.reporting_period import Named, month_of, name_of, next_to
from services.stats.schemas.out import Out

_MONTHS_BEFORE = 12


class NamedPeriodOut(Out):
    """Legal days, both included."""

    name: str | None = Field(description="Tên dùng cho `period`; trống: khoảng ngày tự chọn", examples=["2026-Q1"])
    words: str = Field(examples=["Quý I năm 2026", ""])
    from_on: date = Field(serialization_alias="from")
    to_on: date = Field(serialization_alias="to")

    @classmethod
    def of(cls, period: Period, name: str | None) -> Self:
        return cls(name=name, words=name_of(period), from_on=period.from_on, to_on=period.to_on)


class AskedPeriodOut(NamedPeriodOut):
    """With the one before (of the same kind, or as many days) and the one after, and where a trend would begin."""

    is_over: bool
    before: NamedPeriodOut
    after: NamedPeriodOut
    this_month: str = Field(description="Tháng báo cáo của hôm nay", examples=["2026-M12"])
    thirteen_months_from: date = Field(description="Ngày đầu của 13 tháng báo cáo mà tháng cuối chứa ngày cuối kỳ")

    @classmethod
    def named(cls, asked: Named, today: date) -> Self:
        before, after = next_to(asked.name, -1), next_to(asked.name, 1)
        return cls._with(asked.period, asked.name, today, (before.period, before.name), (after.period, after.name))

    @classmethod
    def of_days(cls, period: Period, today: date) -> Self:
        days = timedelta(period.days)
        before, after = (Period(period.from_on + by, period.to_on + by) for by in (-days, days))
        return cls._with(period, None, today, (before, None), (after, None))

    @classmethod
    def _with(
        cls,
        period: Period,
        name: str | None,
        today: date,
        before: tuple[Period, str | None],
        after: tuple[Period, str | None],
    ) -> Self:
        month = month_of(min(period.to_on, today))
        return cls(
            **NamedPeriodOut.of(period, name).model_dump(),
            is_over=period.to_on < today,
            before=NamedPeriodOut.of(*before),
            after=NamedPeriodOut.of(*after),
            this_month=month_of(today).name,
            thirteen_months_from=next_to(month.name, -_MONTHS_BEFORE).period.from_on,
        )
