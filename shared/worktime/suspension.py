"""Pauses and restarts of a running term, put in order and checked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from shared.worktime.legal_day import legal_instant
from shared.worktime.refusals import SuspensionNotValid


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still between two instants, as sector laws allow (paying a tax, say)."""

    from_at: datetime
    to_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Restart:
    """Papers were asked for and completed: the full term runs again from `to_at` (NĐ 118/2025 art. 19.5)."""

    from_at: datetime
    to_at: datetime
    reason: str = ""


Suspension = Pause | Restart


@dataclass(frozen=True, slots=True)
class Run:
    """The stretch in which the full term runs: from its start, less its pauses. All on the legal clock."""

    start_at: datetime
    pauses: tuple[Pause, ...] = ()

    @property
    def start_on(self) -> date:
        return self.start_at.date()

    def pause_over(self, day: date) -> Pause | None:
        """The pause that takes the whole day out: strictly after its first day, up to and including its last."""
        for pause in self.pauses:
            if pause.from_at.date() < day <= pause.to_at.date():
                return pause
        return None


def last_run(received_at: datetime, suspensions: Iterable[Suspension]) -> Run:
    """The run that decides the due date: from receipt, or from the last restart."""
    return runs(received_at, suspensions)[-1][0]


def runs(received_at: datetime, suspensions: Iterable[Suspension]) -> list[tuple[Run, Restart | None]]:
    """Every run with the restart that ended it; the last has none."""
    start_at, pauses = legal_instant(received_at), list[Pause]()
    found: list[tuple[Run, Restart | None]] = []
    for suspension in _in_order(start_at, suspensions):
        if isinstance(suspension, Pause):
            pauses.append(suspension)
        else:
            found.append((Run(start_at, tuple(pauses)), suspension))
            start_at, pauses = suspension.to_at, []
    return [*found, (Run(start_at, tuple(pauses)), None)]


def _in_order(received_at: datetime, suspensions: Iterable[Suspension]) -> list[Suspension]:
    ordered = sorted(
        (replace(s, from_at=legal_instant(s.from_at), to_at=legal_instant(s.to_at)) for s in suspensions),
        key=lambda s: (s.from_at, s.to_at),
    )
    if any(s.from_at > s.to_at for s in ordered):
        raise SuspensionNotValid("kết thúc trước khi bắt đầu")
    if ordered and ordered[0].from_at < received_at:
        raise SuspensionNotValid("bắt đầu trước khi tiếp nhận")
    if any(earlier.to_at > later.from_at for earlier, later in pairwise(ordered)):
        raise SuspensionNotValid("chồng lên một khoảng khác")
    return ordered
