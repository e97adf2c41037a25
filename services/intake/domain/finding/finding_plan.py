"""Which way through the cards is the shortest: by what few dossiers have in common, or back through time.

A page is the newest dossiers that fit, so a walk back through time may stop early where what is sought is common, and
the lists of marks are short where it is rare. With the shares known, the worst question lies where both cost the same,
at some thousands of cards; the costs below were measured on five million.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from math import prod

from services.intake.domain.dossiers.marks import pair_mark
from services.intake.domain.finding.sought import Sought


class Way(StrEnum):
    """What leads: the lists of marks, or a walk back through time over all of one kind."""

    MARKS = "marks"
    TIME = "time"
    PROCEDURE = "procedure"
    PLACE = "place"
    STATE = "state"
    STATE_AND_PLACE = "state_and_place"


# Microseconds for a card met on a walk, for one fetched by its marks, and for a look into the other table.
MET, _FETCHED, _LOOKED_UP = 0.2, 5.0, 2.0
_LISTED = 0.1  # for an entry of the shortest list that is held against the others
_LEAST = 1e-9
_WINDOW = 2  # over many offices there is no order to stop in: a window is met as a whole


@dataclass(frozen=True, slots=True)
class Shares:
    """How many dossiers there are, until when and over how many days they came; what part of them has a word, a
    procedure, an office, a state.

    What is not named is rarer than what is; `rare` is the share taken for it.
    """

    count: float = 0
    days: float = 0
    newest: datetime | None = None
    words: Mapping[str, float] = field(default_factory=dict)
    procedures: Mapping[str, float] = field(default_factory=dict)
    offices: Mapping[str, float] = field(default_factory=dict)
    other_office: float = 1e-6
    states: Mapping[str, float] = field(default_factory=dict)
    rare: float = 1e-6

    @property
    def per_day(self) -> float:
        return self.count / self.days if self.days else 0

    def of_word(self, word: str) -> float:
        return self.words.get(word, self.rare)

    def of_pair(self, one: str, other: str) -> float:
        return self.words.get(pair_mark(one, other), min(self.rare, self.of_word(one) * self.of_word(other)))

    def of_beginning(self, beginning: str) -> float:
        known = (share for word, share in self.words.items() if word.startswith(beginning))
        return min(1.0, sum(known) + self.rare)

    def of_procedure(self, procedure: str) -> float:
        return self.procedures.get(procedure, min(self.procedures.values(), default=self.rare))

    def of_states(self, states: Sequence[str]) -> float:
        return min(1.0, sum(self.states.get(state, self.rare) for state in states))

    def of_offices(self, offices: Sequence[str]) -> float:
        return min(1.0, sum(self.offices.get(office, self.other_office) for office in offices))


@dataclass(frozen=True, slots=True)
class Course:
    """A way: what share of all dossiers lies on it, what share of those fits, how many are met, and the cost in µs."""

    way: Way
    led: float
    passing: float
    met: float
    cost: float


_LED_BY: dict[Way, tuple[str, ...]] = {
    Way.TIME: (),
    Way.PROCEDURE: ("procedure",),
    Way.PLACE: ("place",),
    Way.STATE: ("state",),
    Way.STATE_AND_PLACE: ("state", "place"),
}


def courses(sought: Sought, places: Sequence[str] | None, shares: Shares, page: int) -> list[Course]:
    """All that are open, the cheapest first. `places` are the offices that bound the list, None for the nation."""
    parts = _parts(sought, places, shares)
    open_ways = [way for way, led_by in _LED_BY.items() if all(name in parts for name in led_by)]
    found = [_walk(way, parts, shares.count, page, many=len(places or ()) > 1) for way in open_ways]
    if "people" in parts:
        found.append(_by_marks(parts, min(_lists(sought, shares)), shares.count))
    return sorted(found, key=lambda course: course.cost)


def _walk(way: Way, parts: Mapping[str, float], count: float, page: int, *, many: bool) -> Course:
    """Cards are met until the page is full or the way is at its end."""
    led = prod(parts[name] for name in _LED_BY[way])
    passing = prod(parts.values()) / led
    met = min(led * count, page / passing)
    if way in (Way.PLACE, Way.STATE_AND_PLACE) and many:
        met = min(led * count, _WINDOW * met)
    return Course(way, led, passing, met, met * MET + _looked_up(way, parts, met))


def _by_marks(parts: Mapping[str, float], shortest: float, count: float) -> Course:
    led = parts["people"] * parts.get("procedure", 1)
    found = led * count
    cost = found * _FETCHED + shortest * count * _LISTED + _looked_up(Way.MARKS, parts, found)
    return Course(Way.MARKS, led, prod(parts.values()) / led, found, cost)


def _looked_up(way: Way, parts: Mapping[str, float], met: float) -> float:
    """What the led table does not say is asked of the other one, for each card that has passed so far."""
    if way in (Way.STATE, Way.STATE_AND_PLACE):
        return met * _LOOKED_UP if "people" in parts else 0
    if "state" not in parts:
        return 0
    return met * _LOOKED_UP * (1 if way is Way.MARKS else parts.get("people", 1))


def _parts(sought: Sought, places: Sequence[str] | None, shares: Shares) -> dict[str, float]:
    parts = {}
    if _lists(sought, shares):
        parts["people"] = _people(sought, shares)
    if sought.procedure:
        parts["procedure"] = shares.of_procedure(sought.procedure)
    if sought.states:
        parts["state"] = shares.of_states(sought.states)
    if places is not None:
        parts["place"] = shares.of_offices(places)
    return {name: max(share, _LEAST) for name, share in parts.items()}


def _lists(sought: Sought, shares: Shares) -> list[float]:
    """The shares of what leads into the lists of marks."""
    words = [shares.of_word(word) for word in sought.words]
    pairs = [shares.of_pair(one, other) for one, other in combinations(sought.words, 2)]
    beginnings = [_beginning(sought, sought.words[:1], shares)] if sought.beginning else []
    marks = [sum(shares.of_word(mark) for mark in group) for group in sought.marks]
    return [*words, *pairs, *beginnings, *marks]


def _people(sought: Sought, shares: Shares) -> float:
    """Words of a name depend on one another (`công` and `ty`), each most on one of the others."""
    words = sought.words
    together = _beginning(sought, words, shares) if sought.beginning else _together(words, shares)
    return together * prod(sum(shares.of_word(mark) for mark in group) for group in sought.marks)


def _beginning(sought: Sought, words: Sequence[str], shares: Shares) -> float:
    if sought.endings is None:
        return shares.of_beginning(sought.beginning or "") * _together(words, shares)
    return min(1.0, sum(_together([*words, ending], shares) for ending in sought.endings))


def _together(words: Sequence[str], shares: Shares) -> float:
    together = 1.0
    each = list(dict.fromkeys(words))
    for n, word in enumerate(each):
        given = [shares.of_pair(word, before) / shares.of_word(before) for before in each[:n]]
        together *= min(1.0, *given) if given else shares.of_word(word)
    return together
