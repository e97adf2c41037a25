"""Dossiers of a year, drawn from the load model; the same seed gives the same dossiers."""

import json
import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from uuid import UUID

from services.stats.domain.dossier import Dossier, Due, Letter, Wait
from shared.worktime import LEGAL_ZONE, legal_day

MODEL = json.loads(Path(__file__).with_name("nation.json").read_text(encoding="utf-8"))
_HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}
_AFTER = 150  # days beyond the year that due dates and ends may reach
_OUTCOMES = ("result", "refusal", "withdrawn")


@dataclass(frozen=True, slots=True)
class Place:
    """An office with its weight in the province."""

    code: str
    kind: str  # commune or department
    weight: float


@dataclass(frozen=True, slots=True)
class Year:
    """The days up to `now`, with how much comes in on each and the working days after it."""

    now: datetime
    days: tuple[date, ...]
    midnights: tuple[datetime, ...]
    working: tuple[int, ...]
    weights: tuple[float, ...]

    @classmethod
    def until(cls, now: datetime, days: int = 365) -> "Year":
        first = legal_day(now) - timedelta(days=days - 1)
        span = tuple(first + timedelta(days=n) for n in range(days + _AFTER))
        working = tuple(n for n, day in enumerate(span) if day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS)
        weights = (MODEL["month"][day.month - 1] * MODEL["weekday"][day.weekday()] for day in span[:days])
        midnights = (datetime.combine(day, time(), LEGAL_ZONE).astimezone(UTC) for day in span)
        return cls(now, span, tuple(midnights), working, tuple(accumulate(weights)))

    def working_day(self, day: int, later: int) -> int:
        """The place of the n-th working day after a day; the day itself, or the next working one, for 0."""
        place = bisect_right(self.working, day if later else day - 1)
        return self.working[min(place + max(later - 1, 0), len(self.working) - 1)]


def dossiers(year: Year, places: Sequence[Place], count: int, seed: int) -> Iterator[Dossier]:
    """In no order."""
    chance = random.Random(seed)
    matters = {kind: MODEL["procedures"][kind] for kind in MODEL["procedures"]}
    weights = {kind: list(accumulate(row[3] for row in rows)) for kind, rows in matters.items()}
    span = range(len(year.weights))
    at_once = 5_000
    for start in range(0, count, at_once):
        size = min(at_once, count - start)
        drawn = chance.choices(places, [place.weight for place in places], k=size)
        received = chance.choices(span, cum_weights=year.weights, k=size)
        for number, (place, day) in enumerate(zip(drawn, received, strict=True), start=start):
            rows, shares = matters[place.kind], weights[place.kind]
            matter = rows[bisect_right(shares, chance.random() * shares[-1])]
            yield _dossier(chance, year, place, day, matter, number)


def _dossier(chance: random.Random, year: Year, place: Place, day: int, matter: list, number: int) -> Dossier:  # type: ignore[type-arg]
    procedure, field, limit, _ = matter
    dice = chance.random
    accepted_at = year.midnights[day] + timedelta(minutes=450 + int(570 * dice() ** 1.6))
    due_day = year.working_day(day, limit)
    due = Due(accepted_at, year.midnights[due_day] + timedelta(hours=17), year.days[due_day])
    dues, waits, letters = (due,), (), ()
    is_late = dice() < MODEL["late"][place.kind]
    if dice() < MODEL["supplement"][place.kind] and limit > 1:
        dues, waits, due_day = _supplement(chance, year, accepted_at, day, limit, due)
    if is_late:
        end_day, how = due_day + chance.choice((1, 1, 1, 2, 3, 7)), 600.0
        if dice() < 0.4 and due_day > day:
            letters = (Letter(year.days[due_day - 1], year.days[min(due_day + 5, len(year.days) - 1)]),)
    else:
        end_day, how = day + int((due_day - day) * min(1.0, dice() * 1.4)), 500 + 500 * dice()
    ended_at = max(year.midnights[min(end_day, len(year.days) - 1)] + timedelta(minutes=how), accepted_at)
    if waits:
        ended_at = max(ended_at, waits[0].until_at or ended_at)
    if not is_late and ended_at > dues[-1].due_at:
        ended_at = max(accepted_at, dues[-1].due_at)
    outcome = _OUTCOMES[bisect_right(_cut(place.kind), dice())]
    channel = (
        "online" if (dip := dice()) < MODEL["online"] else "post" if dip > 1 - MODEL["post"][place.kind] else "direct"
    )
    is_open = ended_at > year.now
    return Dossier(
        UUID(int=chance.getrandbits(128)),
        f"{place.code}-{year.days[day]}-{number}",
        3,
        place.code,
        place.code,
        procedure,
        field,
        place.kind,
        channel,
        "counter",
        "in_process" if is_open else "returned",
        "day",
        accepted_at,
        year.days[day],
        dues,
        _as_of(waits, year.now),
        letters,
        None if is_open else outcome,
        None if is_open else ended_at,
        None if is_open else legal_day(ended_at),
        None if is_open or dice() < 0.02 else ended_at + timedelta(hours=1),
        "staff" if is_late and dice() < 0.5 else None,
    )


def _supplement(
    chance: random.Random, year: Year, accepted_at: datetime, day: int, limit: int, due: Due
) -> tuple[tuple[Due, ...], tuple[Wait, ...], int]:
    """Asked within two days, brought some days later, and the whole term from then on."""
    asked_at = accepted_at + timedelta(hours=20 + int(20 * chance.random()))
    brought = year.working_day(day + 2, 1 + int(9 * chance.random() ** 2))
    brought_at = max(year.midnights[brought] + timedelta(hours=9), asked_at)
    due_day = year.working_day(brought, limit)
    again = Due(brought_at, year.midnights[due_day] + timedelta(hours=17), year.days[due_day])
    return (due, again), (Wait("supplement", asked_at, brought_at),), due_day


def _as_of(waits: tuple[Wait, ...], now: datetime) -> tuple[Wait, ...]:
    begun = (wait for wait in waits if wait.from_at <= now)
    return tuple(wait._replace(until_at=None) if wait.until_at and wait.until_at > now else wait for wait in begun)


def _channel(kind: str, dip: float) -> str:
    if dip < MODEL["online"]:
        return "online"
    return "post" if dip > 1 - MODEL["post"][kind] else "direct"


def _cut(kind: str) -> tuple[float, float]:
    refused, withdrawn = MODEL["rejected"][kind], MODEL["withdrawn"][kind]
    return 1 - refused - withdrawn, 1 - withdrawn
