"""Finds what a message is about and where it stands: the filing that an earlier one made, or what we tell of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.portal.clients.handing_in import HandingIn
from services.portal.clients.inbound_door import InboundDoor
from services.portal.domain.inbound.inbound_state import InboundState, NotYet, Quarantined, SetAside
from services.portal.domain.inbound.messages import ROUNDS, InboundKind
from services.portal.domain.inbound.next_step import Standing
from services.portal.repository.inbound import LeasedInbound, UnderSameCode
from shared.contracts.states import State

_OVERTAKEN = 3  # tries


@dataclass(frozen=True, slots=True)
class Subject:
    """Either, or both once a filing was accepted; as their services tell them."""

    filing: Mapping[str, Any] | None = None
    dossier: Mapping[str, Any] | None = None

    @property
    def standing(self) -> Standing:
        filing = str(self.filing["state"]) if self.filing else None
        return Standing(filing, State(self.dossier["state"]) if self.dossier else None)

    @property
    def filing_id(self) -> UUID | None:
        return UUID(self.filing["id"]) if self.filing else None

    @property
    def dossier_id(self) -> UUID | None:
        return UUID(self.dossier["id"]) if self.dossier else None


async def find_subject(
    door: InboundDoor, hand: HandingIn, leased: LeasedInbound, kinds: Collection[InboundKind]
) -> Subject | None:
    """None where nobody knows the code. What of `kinds` came before under it goes first: it is waited for, or for the
    person who must look at it.
    """
    async with door.works.begin() as work:
        others = await work.inbound.others(leased)
        lane = await work.inbound.lane(leased.connection, leased.portal_code or "")
    _must_be_settled([each for each in others if each.is_before and each.kind in kinds])
    filing = next((each.filing for each in others if each.filing), None)
    dossier = next((each.dossier for each in others if each.dossier), None)
    if lane and not (filing or dossier):
        filing, dossier = (lane[0], None) if lane[1] else (None, lane[0])
    if filing:
        return await _of_filing(hand, filing)
    return Subject(None, await _dossier(hand, dossier)) if dossier else None


async def find_known_subject(door: InboundDoor, hand: HandingIn, leased: LeasedInbound) -> Subject:
    """Of what follows a dossier. A portal may overtake itself: an unknown code is waited for before it is set aside."""
    subject = await find_subject(door, hand, leased, ROUNDS)
    if subject is None and leased.tries < _OVERTAKEN:
        raise NotYet(SetAside.UNKNOWN.value)
    if subject is None:
        raise Quarantined(SetAside.UNKNOWN)
    return subject


async def _of_filing(hand: HandingIn, filing: UUID) -> Subject:
    found = await hand.filing(filing)
    return Subject(found, await _dossier(hand, UUID(found["dossier"])) if found["dossier"] else None)


async def _dossier(hand: HandingIn, dossier: UUID) -> Mapping[str, Any]:
    """Intake has accepted it; processing may hear of it a moment later."""
    found = await hand.dossier(dossier)
    if found is None:
        raise NotYet("dossier_not_there_yet")
    return found


def _must_be_settled(before: Sequence[UnderSameCode]) -> None:
    states = {each.state for each in before}
    if InboundState.STORED in states:
        raise NotYet("earlier_not_applied")
    if InboundState.QUARANTINED in states:
        raise Quarantined(SetAside.EARLIER)
