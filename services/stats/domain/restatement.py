"""What a closed period says now: as reported, as known now, and what of the difference which dossiers make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.stats.domain.contribution import STATES
from services.stats.domain.figures import Figures, Sums, figures_of
from services.stats.domain.period import Period


class LateChange(NamedTuple):
    """What one dossier or filing changed in the sums of a day, after a period was closed."""

    counted: str
    id: UUID
    code: str | None
    office: str
    day: date
    deltas: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Restated:
    """By measure. `unexplained` is what no dossier makes: offices that were placed anew, or books put right."""

    reported: Mapping[str, int]
    known_now: Mapping[str, int]
    by_dossiers: Mapping[str, int]

    @property
    def difference(self) -> dict[str, int]:
        return {name: self.known_now[name] - count for name, count in self.reported.items()}

    @property
    def unexplained(self) -> dict[str, int]:
        return {name: n - self.by_dossiers.get(name, 0) for name, n in self.difference.items()}


def restated(
    reported: Mapping[str, int], known_now: Figures, changes: Iterable[LateChange], period: Period
) -> Restated:
    now = {each.name: getattr(known_now, each.name) for each in fields(Figures) if each.name in reported}
    return Restated(reported, now, changes_of(changes, period))


def changes_of(changes: Iterable[LateChange], period: Period) -> dict[str, int]:
    """Flows of the period's days, states at its end, and what was carried over: as figures are made of sums."""
    sums = dict.fromkeys(Sums._fields, 0)
    for change in changes:
        for name, count in change.deltas.items():
            if name == "open" and change.day < period.from_on:
                sums["open_before"] += count
            if name in STATES or change.day >= period.from_on:
                sums[name] += count
    return _as_figures(Sums(**sums))


def _as_figures(difference: Sums) -> dict[str, int]:
    """Differences may be negative and need not add up to anything: nothing is checked."""
    figures = figures_of(difference, is_difference=True)
    return {each.name: getattr(figures, each.name) for each in fields(Figures)}
