"""The plan: whose dossier comes when and where, and what is to become of it. Pure: the same seed, the same plan."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate

from services.cli.demo.area import Area, Desk, Matter
from services.cli.demo.chance import dice_of
from services.cli.demo.days import Slots, day_weights
from services.cli.demo.fates import Fate, draw_fate
from services.cli.demo.model import Model
from services.cli.demo.people import Person, make_person
from shared.contracts.terms import Channel
from shared.worktime import national_calendar

_FEW = 20  # dossiers a working day


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was asked for. `lateness` multiplies the model's share of late dossiers."""

    start: date
    until: datetime
    scale: float
    seed: int = 1
    lateness: float = 1.0

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(n) for n in range((self.until.date() - self.start).days + 1)]


@dataclass(frozen=True, slots=True)
class Intended:
    """One dossier of the plan."""

    number: int
    at: datetime
    desk: Desk
    matter: Matter
    channel: Channel
    person: Person
    fate: Fate
    is_at_once: bool
    is_filed_from_home: bool

    @property
    def decider(self) -> str:
        """The office that decides."""
        return self.matter.agency or self.desk.code


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is intended, in order of time."""

    recipe: Recipe
    area: Area
    dossiers: Sequence[Intended]
    slots: Slots = field(default_factory=lambda: Slots(1))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, at the latest the 28th."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))


def how_many(recipe: Recipe, area: Area, model: Model) -> int:
    """Working days times the model's rate, its months, the part of the province, the scale."""
    calendar = national_calendar()
    factors = [model.month_factor[str(day.month)] for day in recipe.days if calendar.is_working(day)]
    return round(sum(factors) * model.per_working_day * area.share * recipe.scale)


def make_plan(recipe: Recipe, area: Area, model: Model) -> Plan:
    working = sum(national_calendar().is_working(day) for day in recipe.days)
    slots = Slots(recipe.seed, is_coarse=how_many(recipe, area, model) < _FEW * working)
    drawn = list(_drawn(recipe, area, model, slots))
    intended = sorted((one for one in drawn if one.at <= recipe.until), key=lambda one: (one.at, one.number))
    return Plan(recipe, area, intended, slots)


def _drawn(recipe: Recipe, area: Area, model: Model, slots: Slots) -> Iterator[Intended]:
    weights = {channel: list(accumulate(day_weights(model, recipe.days, channel))) for channel in Channel}
    desks = {level: area.desks_of(level) for level in {matter.desk_level for matter in area.matters}}
    sizes = {level: list(accumulate(desk.size for desk in found)) for level, found in desks.items()}
    matters = [matter for matter in area.matters if desks[matter.desk_level]]
    shares = list(accumulate(matter.weight for matter in matters))
    for number in range(how_many(recipe, area, model)):
        dice = dice_of("dossier", recipe.seed, number)
        matter = dice.choices(matters, cum_weights=shares)[0]
        desk = dice.choices(desks[matter.desk_level], cum_weights=sizes[matter.desk_level])[0]
        channel = _channel(dice, model.channels_of(matter.level, matter.code))
        day = dice.choices(recipe.days, cum_weights=weights[channel])[0]
        at_home = channel is Channel.ONLINE and dice.random() < model.online_by_oneself
        at = slots.drawn(dice, model, day, at_home=at_home)
        person = make_person(dice, area.name, area.citizen_code, day.year)
        fate = draw_fate(dice, model, matter, recipe.lateness)
        at_once = matter.code in model.certifications and not at_home
        yield Intended(number, at, desk, matter, channel, person, fate, at_once, at_home)


def _channel(dice: random.Random, shares: Mapping[str, float]) -> Channel:
    return Channel(dice.choices(list(shares), list(shares.values()))[0])
