"""What a change of the calendar would do, over the wire."""

from collections import Counter
from datetime import date, datetime
from typing import Annotated, Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.calendar_change import ChangedDay, DayKind
from services.processing.domain.what_if import Tally
from services.processing.usecases.ask_what_if import Moving
from shared.contracts.states import State
from shared.web.fields import Day, Text
from shared.worktime import NamedDay


class ChangedDayIn(BaseModel):
    """A line as calendars publish it (`shared/worktime/national_calendar.csv`)."""

    model_config = ConfigDict(extra="forbid")

    day: Day
    kind: DayKind = Field(description="Ngày nghỉ, ngày làm bù, hoặc trở lại như ngày thường trong tuần")
    name: Text = "Thay đổi đang xem xét"
    paper: Text = "Chưa ban hành"

    def changed(self) -> ChangedDay:
        return ChangedDay(self.day, self.kind, NamedDay(self.name, self.paper))


class ChangeIn(BaseModel):
    """All days that would change together."""

    model_config = ConfigDict(extra="forbid")

    days: Annotated[list[ChangedDayIn], Field(min_length=1, max_length=60)]

    def changes(self) -> list[ChangedDay]:
        return [each.changed() for each in self.days]


class MovedOut(BaseModel):
    """By so many days of the calendar, 0 within the day; the same question to `href` opens just these."""

    days: int
    direction: str
    dossiers: int
    href: str


class OfficeMovedOut(BaseModel):
    """`moved` = `earlier` + `later` = the sum of `by_days`."""

    office: str | None = Field(description="Cơ quan giải quyết, riêng đơn vị này; trống: tất cả")
    moved: int
    earlier: int
    later: int
    by_days: list[MovedOut]
    href: str

    @classmethod
    def of(cls, tally: Tally, query: dict[str, str], office: str | None = None) -> Self:
        href = f"/calendar/what-if/dossiers?{urlencode(query)}"
        return cls(
            office=office,
            moved=tally.moved,
            earlier=tally.earlier.total(),
            later=tally.later.total(),
            by_days=[*_moved(tally.earlier, "earlier", query), *_moved(tally.later, "later", query)],
            href=href,
        )


class WhatIfOut(BaseModel):
    """Offices where most would move first; `next` is empty on the last page. Nothing was changed."""

    as_of: datetime
    examined: int = Field(description="Hồ sơ đang giải quyết mà các ngày đó có thể chạm tới")
    uncounted: int = Field(description="Không tính được vì ra ngoài các năm đã có lịch")
    whole: OfficeMovedOut
    offices: list[OfficeMovedOut]
    next: str | None


class MovingOut(BaseModel):
    """`due_at` is the lawful date now, `counted_at` what the present calendar gives, `would_be_at` what the changed."""

    id: UUID
    code: str
    office: str
    procedure: str
    state: State
    accepted_at: datetime
    due_at: datetime
    due_on: date
    counted_at: datetime
    counted_on: date
    would_be_at: datetime
    would_be_on: date
    days: int

    @classmethod
    def of(cls, moving: Moving) -> Self:
        dossier, shift = moving
        same = ("id", "code", "office", "procedure", "state", "accepted_at", "due_at", "due_on")
        dates = ("counted_at", "counted_on", "would_be_at", "would_be_on", "days")
        return cls(**{n: getattr(dossier, n) for n in same}, **{n: getattr(shift, n) for n in dates})


class MovingPage(BaseModel):
    """By due date; `next` is empty on the last."""

    dossiers: list[MovingOut]
    next: str | None


def _moved(counts: Counter[int], direction: str, query: dict[str, str]) -> list[MovedOut]:
    found = []
    for days, dossiers in sorted(counts.items()):
        asked = query | {"direction": direction, "days": str(days)}
        href = f"/calendar/what-if/dossiers?{urlencode(asked)}"
        found.append(MovedOut(days=days, direction=direction, dossiers=dossiers, href=href))
    return found
