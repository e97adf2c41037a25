"""A lane while it is told: what is left of it, what the portal has of it by now, and the rests it may come to."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from services.portal.domain.outbound.about import About, Said
from services.portal.domain.outbound.gate import Found, Gap, NotFitToTell, must_be_whole
from services.portal.domain.outbound.lane import Entry, LaneState, Leased
from services.portal.domain.outbound.portal_status import PortalStatus
from services.portal.domain.outbound.snapshot import ProgressShot, RecordShot
from services.portal.domain.outbound.told import Agency, KnownProcedure, Matter, Record, Row

_NOTHING = Said("", "")
Thing = TypeVar("Thing", KnownProcedure, Matter)


@dataclass(frozen=True, slots=True)
class Rest:
    """How the lane is given back: after a while, or to a person."""

    wait: timedelta = timedelta(0)
    state: LaneState | None = None


@dataclass(slots=True)
class LaneRun:
    """`left` are the entries not settled yet; `code` is what the dossier is called at the portal."""

    leased: Leased
    about: About
    left: list[Entry] = field(init=False)
    is_there: bool = field(init=False)
    told: PortalStatus | None = field(init=False)
    code: str | None = field(init=False)

    def __post_init__(self) -> None:
        lane = self.leased.lane
        self.left, self.is_there, self.told, self.code = list(lane.entries), lane.is_there, lane.told, lane.portal_code

    @property
    def matter(self) -> Matter | None:
        return self.about.asked.matters.get(self.leased.lane.id)

    @property
    def agency(self) -> Agency:
        """Of the desk that received it: its code begins the dossier's. Refuses `office_not_mapped`."""
        agency = self.about.agencies.get(self.leased.desk)
        if agency is None:
            raise NotFitToTell((Gap.OFFICE,), self.leased.desk)
        return agency

    @property
    def through(self) -> int:
        """Everything up to this entry is settled."""
        if self.left:
            return self.left[0].seq - 1
        entries = self.leased.lane.entries
        return entries[-1].seq if entries else self.leased.last_seq

    def record(self, shot: RecordShot) -> Record:
        """Refuses what is missing, all at once."""
        procedure = self.about.procedures.get(shot.procedure)
        must_be_whole(shot, Found(self.about.agencies.get(self.leased.desk), procedure, self.matter))
        return Record(
            dossier=self.leased.lane.id,
            code=self.code or "",
            our_code=self.leased.lane.code,
            agency=self.agency,
            unit=self.about.offices.get(shot.office, shot.office),
            procedure=_whole(procedure),
            matter=_whole(self.matter),
            shot=shot,
            said=self._said(shot.version).text,
        )

    def row(self, shot: ProgressShot) -> Row:
        said = self._said(shot.version)
        return Row(
            code=self.code or "",
            unit=self.about.offices.get(shot.office, shot.office),
            shot=shot,
            said=said.text,
            officer=said.officer or shot.actor,
        )

    def _said(self, version: int) -> Said:
        return self.about.asked.said.get((self.leased.lane.id, version), _NOTHING)


def _whole(thing: Thing | None) -> Thing:
    if thing is None:
        raise LookupError("the gate let nothing through that is not whole")
    return thing
