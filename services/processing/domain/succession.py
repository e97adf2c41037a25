"""An office that ended, the one that continues it, and what becomes of its dossiers: they move, deadlines untouched."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from services.processing.domain import refusals
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.dossier import Dossier, Move
from services.processing.domain.state import Act
from services.processing.domain.steps import Steps
from shared.worktime import LEGAL_ZONE

ACTOR = "service:intake"


@dataclass(frozen=True, slots=True)
class Succession:
    """From the first moment of the legal day `on`, `successor` continues `office`."""

    office: str
    successor: str
    on: date

    @property
    def at(self) -> datetime:
        return datetime.combine(self.on, time(0), LEGAL_ZONE)


def transfer(dossier: Dossier, successions: Mapping[str, Succession]) -> Iterator[Acted]:
    """One act for each office on the way to the one that exists now; none where the dossier had ended before.

    The act happened when the office ended, however late it is recorded: it stands in the history behind acts that
    happened later, and `last_act_at` stays, so that a late entry of an earlier end is still taken. Nothing but the
    office changes.
    """
    while succession := successions.get(dossier.matter.office):
        at = _moment(dossier, succession)
        if dossier.ended_at and dossier.ended_at < at:
            return
        move = Move(at, succession.office, succession.successor)
        state = dossier.state
        dossier = replace(
            dossier,
            matter=replace(dossier.matter, office=succession.successor),
            version=dossier.version + 1,
            moves=(*dossier.moves, move),
            steps=_followed(dossier.steps, succession),
            before=None,
        )
        route = f"{move.office_from} → {move.office_to}"
        yield Acted(dossier, Deed(Act.TRANSFERRED, ACTOR, frozenset(), at, evidence=route), state)


def _followed(steps: Steps, succession: Succession) -> Steps:
    """What was open goes on at the successor; whoever had it keeps it until somebody there assigns it anew."""
    return tuple(
        replace(step, office=succession.successor) if step.is_open and step.office == succession.office else step
        for step in steps
    )


def must_end(offices: Iterable[str], successions: Mapping[str, Succession]) -> None:
    """Refuses offices that would continue one another in a circle."""
    for office in offices:
        way = [office]
        while succession := successions.get(way[-1]):
            if succession.successor in way:
                raise refusals.succession_cycle()
            way.append(succession.successor)


def _moment(dossier: Dossier, succession: Succession) -> datetime:
    """What a book says was received at an office after its end goes on to the successor at once."""
    moved = dossier.moves[-1].from_at if dossier.moves else succession.at
    return max(succession.at, dossier.matter.accepted_at, moved)
