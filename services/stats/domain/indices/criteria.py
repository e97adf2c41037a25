"""Criteria of an index as a decision sets them: data with the days on which they hold. A new decision needs no code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from shared.errors import Invalid


class Facts(StrEnum):
    """What this suite can count by itself; everything else has to be stated by who knows it."""

    ON_TIME = "on_time"
    CHANNELS = "channels"
    PETITION_KINDS = "petition_kinds"
    PETITIONS_IN_TIME = "petitions_in_time"
    PETITION_SATISFACTION = "petition_satisfaction"
    SATISFACTION = "satisfaction"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One item. `threshold` in percent gives full points; an item with no maximum is only shown."""

    code: str
    group: str
    name: str
    maximum: int
    threshold: int | None
    facts: Facts | None
    formula: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """What holds for periods that end on a day from `valid_from` to `valid_to`."""

    criteria: str
    name: str
    decision: str
    valid_from: date
    valid_to: date | None
    groups: tuple[Group, ...]
    items: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        codes, groups = [item.code for item in self.items], {group.code for group in self.groups}
        if len(set(codes)) != len(codes) or any(item.group not in groups for item in self.items):
            raise ValueError(f"criteria {self.criteria}: an item twice or in no group")
        if any(
            item.maximum < 0 or (item.threshold is not None and not 0 < item.threshold <= 100) for item in self.items
        ):
            raise ValueError(f"criteria {self.criteria}: a maximum or threshold that cannot be")

    @property
    def maximum(self) -> int:
        return sum(item.maximum for item in self.items)

    def item(self, code: str) -> Criterion:
        """Refuses a code that the decision does not know."""
        found = next((item for item in self.items if item.code == code), None)
        if found is None:
            raise Invalid("item_not_known", "Bộ tiêu chí không có tiêu chí mang mã này", fields={"item": "Không có"})
        return found


class Dated(Protocol):
    """What holds on the days from `valid_from` to `valid_to`."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def in_force(sets: Sequence[D], on: date) -> D:
    """The set that holds on the last day of a period; refuses a day without one."""
    for each in sets:
        if each.valid_from <= on and (each.valid_to is None or on <= each.valid_to):
            return each
    raise Invalid("criteria_not_in_force", "Chưa có bộ tiêu chí nào áp dụng cho ngày cuối của kỳ này")
