"""Applies a message that lies here: through the public addresses of intake and processing, once, whatever fails."""

import logging
from dataclasses import replace

from services.portal.clients.handing_in import HandingIn
from services.portal.clients.inbound_door import InboundDoor
from services.portal.domain.inbound.inbound_state import InboundState, NotYet, Quarantined, SetAside
from services.portal.domain.inbound.messages import (
    KIND_OF,
    Message,
    SentDossier,
    SentSupplement,
    SentWithdrawal,
    canonical,
)
from services.portal.drivers.gen_a.inbound_wire import read_inbound
from services.portal.repository.inbound import Arrived, LeasedInbound, NamedInbound, Outcome
from services.portal.usecases.bring_papers import Brought, bring_papers
from services.portal.usecases.find_subject import find_known_subject
from services.portal.usecases.keep_tax_paper import keep_tax_paper
from services.portal.usecases.take_dossier import take_dossier
from services.portal.usecases.withdraw_over_portal import withdraw_over_portal
from services.portal.vault.safe import ACCOUNT
from shared.errors import Invalid, Refusal, Unauthorized, Unavailable
from shared.web.service_client import ServiceRefusal

log = logging.getLogger("motcua.portal")
_RACES = 3  # somebody else acted between our look and our act
_RACE = "version_conflict"


async def apply_inbound(door: InboundDoor, leased: LeasedInbound) -> Arrived:
    """Read, named and settled, or left to be tried again after a growing wait; never lost."""
    try:
        message = read_inbound(leased.raw or b"")
    except Invalid as refused:
        return await _settled(door, leased, Outcome(InboundState.REFUSED, refused.code, ", ".join(refused.fields)))
    arrived = await _named(door, leased, message)
    if not arrived.is_new:
        return arrived
    leased = replace(leased, portal_code=message.code)
    try:
        return await _settled(door, leased, await _outcome(door, leased, message))
    except (NotYet, Unavailable, Unauthorized) as trouble:
        return await put_off_inbound(door, leased, trouble.code if isinstance(trouble, Refusal) else str(trouble))
    except Exception as trouble:  # a defect of ours must not lose a message, nor stop the others
        log.error("an inbound message stumbled: %s %s", leased.id, type(trouble).__name__)
        return await put_off_inbound(door, leased, type(trouble).__name__)


async def put_off_inbound(door: InboundDoor, leased: LeasedInbound, reason: str) -> Arrived:
    """Tried again after a wait that doubles, up to the connection's longest."""
    connection = door.connections[leased.connection]
    wait = min(connection.first_wait * 2 ** min(leased.tries - 1, 20), connection.longest_wait)
    async with door.works.begin() as work:
        await work.inbound.wait(leased.id, reason, work.now + wait)
    return Arrived(leased.id, InboundState.STORED, is_new=True)


async def _named(door: InboundDoor, leased: LeasedInbound, message: Message) -> Arrived:
    if leased.kind:
        return Arrived(leased.id, InboundState.STORED, is_new=True)
    account = message.owner.tech_id if isinstance(message, SentDossier) else None
    sealed = door.safe.seal(account.encode(), leased.id, ACCOUNT) if account else None
    named = NamedInbound(leased.id, leased.connection, KIND_OF[type(message)], message.code, sealed)
    async with door.works.begin() as work:
        return await work.inbound.name(named, door.safe.marks(canonical(message)))


async def _outcome(door: InboundDoor, leased: LeasedInbound, message: Message) -> Outcome:
    """What a service or our own rules refuse is set aside for a person, under its own code."""
    for _ in range(_RACES):
        try:
            hand = await HandingIn.of(door.services)
            return await _done(door, hand, leased, message)
        except Quarantined as aside:
            return Outcome(InboundState.QUARANTINED, aside.code, aside.about)
        except (Unavailable, Unauthorized):
            raise
        except Refusal as refused:
            if refused.code != _RACE:
                return Outcome(InboundState.QUARANTINED, refused.code, _about(refused))
    raise NotYet(_RACE)


async def _done(door: InboundDoor, hand: HandingIn, leased: LeasedInbound, message: Message) -> Outcome:
    if isinstance(message, SentDossier):
        return await take_dossier(door, hand, leased, message)
    if isinstance(message, SentSupplement):
        subject = await find_known_subject(door, hand, leased)
        brought = Brought(message.files, message.note, SetAside.NOT_ASKED)
        return await bring_papers(door, hand, leased, subject, brought)
    if isinstance(message, SentWithdrawal):
        return await withdraw_over_portal(door, hand, leased, message)
    return await keep_tax_paper(door, hand, leased, message)


def _about(refused: Refusal) -> str | None:
    """Which fields: a service's own sentence may repeat what a person wrote."""
    fields = ", ".join(refused.fields)
    return fields or (None if isinstance(refused, ServiceRefusal) else refused.message)


async def _settled(door: InboundDoor, leased: LeasedInbound, outcome: Outcome) -> Arrived:
    async with door.works.begin() as work:
        await work.inbound.settle(leased.id, outcome, work.now)
    return Arrived(leased.id, outcome.state, is_new=True)
