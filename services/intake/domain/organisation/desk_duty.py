"""Who takes which group of fields at a desk: primary duties first, then secondary; a change is a new act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.errors import Invalid
from shared.text import fold


class Rank(StrEnum):
    """`released` takes the duty away from its day on."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Duty:
    """One act: from `valid_from` on this person has the group at the desk. `person` is the subject of an account."""

    id: UUID
    desk: str
    person: str
    group_name: str
    fields: tuple[str, ...]
    rank: Rank
    valid_from: date
    valid_to: date | None
    decided_by: str
    decided_at: datetime

    def covers(self, field: str) -> bool:
        return fold(field) in map(fold, self.fields)


def must_be_a_duty(duty: Duty) -> None:
    """Refuses an end before its beginning, and a duty without fields."""
    if duty.valid_to and duty.valid_to < duty.valid_from:
        raise Invalid("validity_reversed", "Ngày kết thúc trước ngày bắt đầu", fields={"valid_to": "Sửa lại ngày"})
    if not duty.fields and duty.rank is not Rank.RELEASED:
        raise Invalid("fields_missing", "Phân công phải nêu ít nhất một lĩnh vực", fields={"fields": "Thêm lĩnh vực"})


def in_force(acts: Iterable[Duty], on: date) -> list[Duty]:
    """What holds that day: of each person and group the last act that has begun; primary before secondary."""
    last: dict[tuple[str, str], Duty] = {}
    for act in sorted(acts, key=lambda act: (act.valid_from, act.decided_at)):
        if act.valid_from <= on:
            last[act.person, fold(act.group_name)] = act
    held = [act for act in last.values() if act.rank is not Rank.RELEASED and not (act.valid_to and act.valid_to < on)]
    return sorted(held, key=lambda act: (act.rank, act.group_name, act.person))


def is_same(one: Duty, other: Duty) -> bool:
    """Says the same, whoever decided it and when."""
    return (one.desk, one.person, one.group_name, one.fields, one.rank, one.valid_from, one.valid_to) == (
        *(other.desk, other.person, other.group_name, other.fields, other.rank, other.valid_from, other.valid_to),
    )
