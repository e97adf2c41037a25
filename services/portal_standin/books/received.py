"""Everything that was received and how it was answered, and what was found wrong with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Received:
    """`number` counts from 1; `outcome`: accepted, refused, broken (a fault kept it from being heard)."""

    number: int
    at: str
    service: str
    way: str
    agency: str
    dossiers: tuple[str, ...]
    outcome: str
    check: str
    faults: tuple[str, ...]
    body: Mapping[str, Any]
    answer: Any


@dataclass(frozen=True, slots=True)
class Violation:
    """`rejected` False: accepted all the same and only written down."""

    at: str
    check: str
    rejected: bool
    service: str
    dossier: str
    field: str
    text: str


class ReceivedLog:
    """In the order of arrival."""

    def __init__(self) -> None:
        self.calls: list[Received] = []
        self.violations: list[Violation] = []
        self.counts: Counter[str] = Counter()

    def note(self, **heard: Any) -> None:
        call = Received(number=len(self.calls) + 1, **heard)
        self.calls.append(call)
        self.counts[f"calls.{call.service}"] += 1
        self.counts[f"calls.{call.outcome}"] += 1
        for fault in call.faults:
            self.counts[f"faults.{fault}"] += 1

    def find_wrong(self, violation: Violation) -> None:
        self.violations.append(violation)
        self.counts[f"violations.{violation.check}"] += 1
