"""Sums: daily figures of each office, and what they add up to along the organisation."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Identity, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.stats.tables.schema import StatsRows

_GRAIN = "grain in (1, 2, 3)"


class _Measures:
    """What is summed: flows of a day, and states as differences from the day before."""

    received: Mapped[int]
    direct: Mapped[int]
    online: Mapped[int]
    post: Mapped[int]
    early: Mapped[int]
    on_time: Mapped[int]
    late: Mapped[int]
    late_with_letter: Mapped[int]
    stopped: Mapped[int]
    withdrawn: Mapped[int]
    unclassed: Mapped[int]
    refusals: Mapped[int]
    late_by_reappointment: Mapped[int]
    index_in_time: Mapped[int]
    taken_in: Mapped[int]
    filed: Mapped[int]
    refused: Mapped[int]
    open: Mapped[int]
    waiting: Mapped[int]
    overdue: Mapped[int]
    index_overdue: Mapped[int]
    ready_not_returned: Mapped[int]
    pending: Mapped[int]
    pending_late: Mapped[int]


class KindRow(StatsRows):
    """A procedure in a field, by a short number: sums hold millions of them. Only ever added to."""

    __tablename__ = "kinds"
    __table_args__ = (UniqueConstraint("procedure", "field"),)

    kind: Mapped[int] = mapped_column(Identity(), primary_key=True)
    procedure: Mapped[str]
    field: Mapped[str]


class DailyRow(_Measures, StatsRows):
    """The figures of an office itself, by kind and channel, on one day."""

    __tablename__ = "daily"

    office: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    kind: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)


class MovesRow(StatsRows):
    """Dossiers that went from one office to another on a day. Whether they left an area depends on the area asked."""

    __tablename__ = "moves"
    __table_args__ = (Index(None, "office_to", "day"), Index(None, "day"))

    office_from: Mapped[str] = mapped_column(primary_key=True)
    office_to: Mapped[str] = mapped_column(primary_key=True)
    procedure: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    dossiers: Mapped[int]


class _Area:
    """An office with everything below it; a day (grain 1), half of a month (2: up to the 14th, from the 15th on) or
    a year (3); `level` is that of the office which counts."""

    area: Mapped[str] = mapped_column(primary_key=True)
    grain: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    starts_on: Mapped[date] = mapped_column(Date, primary_key=True)


class AreaSumRow(_Area, _Measures, StatsRows):
    """`daily` summed over an area, by level and channel."""

    __tablename__ = "area_sums"
    __table_args__ = (CheckConstraint(_GRAIN, name="grain"),)

    level: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)


class AreaKindRow(_Area, _Measures, StatsRows):
    """`daily` summed over an area, by level and kind. The days of an area's own office are in `daily`."""

    __tablename__ = "area_kinds"
    __table_args__ = (CheckConstraint(_GRAIN, name="grain"),)

    level: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[int] = mapped_column(primary_key=True)


class AreaCauseRow(_Area, StatsRows):
    """Late dossiers by why, where somebody said so."""

    __tablename__ = "area_causes"
    __table_args__ = (CheckConstraint(_GRAIN, name="grain"),)

    level: Mapped[str] = mapped_column(primary_key=True)
    cause: Mapped[str] = mapped_column(primary_key=True)
    late: Mapped[int]
    late_with_letter: Mapped[int]


class AreaTimeRow(_Area, StatsRows):
    """Dossiers by how long they took: how many lie in a bucket of minutes, and the minutes of these."""

    __tablename__ = "area_times"
    __table_args__ = (CheckConstraint(_GRAIN, name="grain"),)

    level: Mapped[str] = mapped_column(primary_key=True)
    bucket: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    gross: Mapped[int]
    gross_minutes: Mapped[int] = mapped_column(BigInteger)
    net: Mapped[int]
    net_minutes: Mapped[int] = mapped_column(BigInteger)
