"""Which office continues one that ended, wholly or in part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shared.errors import Conflict


@dataclass(frozen=True, slots=True)
class Succession:
    """From the day `on`, `successor` continues `office`: all of it, or a part where it was divided.

    Exactly one successor of an office is the default: what it had open goes there.
    """

    office: str
    successor: str
    on: date
    is_whole: bool
    is_default: bool


def must_not_circle(successors: Mapping[str, str], offices: Iterable[str]) -> None:
    """Refuses offices that would continue one another."""
    for office in offices:
        way = [office]
        while way[-1] in successors:
            if successors[way[-1]] in way:
                raise Conflict("office_cycle", f"Đơn vị {office} không thể kế thừa chính nó")
            way.append(successors[way[-1]])
