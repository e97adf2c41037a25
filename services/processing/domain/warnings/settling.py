"""What an act makes of the warnings that stand: what it answered is quiet, what changed hands goes along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.processing.domain.dossier import Dossier
from services.processing.domain.warnings.kinds import TOPICS, Kind
from services.processing.domain.warnings.watched import Concern, watched


@dataclass(frozen=True, slots=True)
class Standing:
    """A warning that was raised and is open, by its number."""

    number: int
    kind: Kind
    step: int
    due_on: date
    concern: Concern


@dataclass(frozen=True, slots=True)
class Settled:
    """Numbers of those that are quiet now, and whom others concern from now on."""

    quiet: tuple[int, ...]
    moved: tuple[tuple[int, Concern], ...]


def settled(dossier: Dossier, standing: Iterable[Standing]) -> Settled:
    """As the dossier stands after its acts. Needs no time: what only time makes untrue ends by itself."""
    things = {(thing.topic, thing.step): thing for thing in watched(dossier)}
    quiet: list[int] = []
    moved: list[tuple[int, Concern]] = []
    for warning in standing:
        thing = things.get((TOPICS[warning.kind], warning.step))
        if thing is None or not thing.holds(warning.due_on):
            quiet.append(warning.number)
        elif thing.concern != warning.concern:
            moved.append((warning.number, thing.concern))
    return Settled(tuple(quiet), tuple(moved))
