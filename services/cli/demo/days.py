"""When people come: which days and which half hours, by the model's weekdays, months, hours and the days around Tết."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.cli.demo.chance import dice_of
from services.cli.demo.model import Model
from shared.contracts.terms import Channel
from shared.worktime import LEGAL_ZONE, national_calendar

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ONE_DAY = timedelta(days=1)
_LONG_HOLIDAY = 3
SLOT = timedelta(minutes=30)
_ACTS = (18, 22, 28, 33)  # from 9:00, 11:00, 14:00, 16:30 on


def lunar_new_year(year: int) -> date:
    """The first day of Tết."""
    off = national_calendar().days_off
    return next(day for day, named in off.items() if day.year == year and named.name.startswith("Mùng một Tết"))


def last_tet(before: date) -> date:
    this_year = lunar_new_year(before.year)
    return this_year if this_year <= before else lunar_new_year(before.year - 1)


def day_weights(model: Model, days: Sequence[date], channel: Channel) -> list[float]:
    """How much a day gets of what comes over the counter (working days only), or from home (any day)."""
    at_desk = channel is not Channel.ONLINE
    return [_weight(model, day, at_desk=at_desk) for day in days]


def _weight(model: Model, day: date, *, at_desk: bool) -> float:
    calendar = national_calendar()
    month = model.month_factor[str(day.month)]
    share = model.weekday_share["direct" if at_desk else "online"][_DAYS[day.weekday()]]
    if calendar.is_working(day):
        make_up = model.days["make_up"] * model.weekday_share["direct"]["Wed"] if calendar.is_make_up(day) else share
        return month * make_up * _around_holidays(model, day)
    if at_desk:
        return 0.0
    return month * share * (0.15 if day in calendar.days_off else 1.0)


def _around_holidays(model: Model, day: date) -> float:
    """The rush after Tết and after long holidays, the quiet before."""
    calendar, factors = national_calendar(), model.days
    tet = last_tet(day + 7 * _ONE_DAY)
    if tet - 9 * _ONE_DAY <= day < tet:
        return factors["before_tet_week"]
    if tet < day <= tet + 10 * _ONE_DAY:
        return factors["after_tet_week"]
    if day + _ONE_DAY in calendar.days_off:
        return factors["before_holiday"]
    before, off = day - _ONE_DAY, 0
    while not calendar.is_working(before) and off < 15:
        before, off = before - _ONE_DAY, off + 1
    return factors["after_long_holiday"] if off > _LONG_HOLIDAY else 1.0


@dataclass(frozen=True, slots=True)
class Slots:
    """The instants at which the demo's clock stops: few a day, as a round costs 15 ms however little happens in it.

    A slot is a half hour by its number (0–47); its minute is by chance of the seed. Where few people come, they come in
    the slots in which officials act anyway.
    """

    seed: int
    is_coarse: bool = False

    def instant(self, day: date, number: int) -> datetime:
        """The same minute for whoever asks."""
        minute = dice_of("slot", self.seed, day, number).randrange(1, 28)
        return datetime.combine(day, time(0), LEGAL_ZONE) + number * SLOT + timedelta(minutes=minute)

    def of_acts(self, at: datetime) -> datetime:
        """The first at or after an instant in which people record what they did."""
        day = at.date()
        while True:
            found = (self.instant(day, number) for number in _ACTS if national_calendar().is_working(day))
            if instant := next((each for each in found if each >= at), None):
                return instant
            day += _ONE_DAY

    def drawn(self, dice: random.Random, model: Model, day: date, *, at_home: bool) -> datetime:
        shares = model.hour_share["online" if at_home else "direct"]
        hour = int(dice.choices(list(shares), list(shares.values()))[0])
        number = 2 * hour if at_home else {7: 15, 13: 27, 16: 33}.get(hour, 2 * hour)
        return self.instant(day, _coarse(number) if self.is_coarse else number)


def _coarse(number: int) -> int:
    """Mornings at nine, later ones at the last slot of acts before; evenings stay."""
    return number if number > 2 * 18 else max((each for each in _ACTS if each <= number), default=_ACTS[0])
