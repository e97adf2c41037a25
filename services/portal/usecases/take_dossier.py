"""A dossier filed at the portal: filed at intake, or a new round where its applicant was asked for more."""

from typing import Any
from uuid import UUID

from services.portal.clients.handing_in import HandingIn, filing_body
from services.portal.clients.inbound_door import InboundDoor
from services.portal.domain.codes.procedure_code import read_procedure_code
from services.portal.domain.inbound.inbound_state import PAPERS_KEPT, InboundState, SetAside
from services.portal.domain.inbound.messages import InboundKind, SentDossier
from services.portal.repository.inbound import LeasedInbound, Outcome
from services.portal.usecases.bring_papers import Brought, bring_papers
from services.portal.usecases.find_desk import find_desk
from services.portal.usecases.find_subject import find_subject
from services.portal.usecases.gather_papers import GatheredPapers, Whither, gather_papers
from shared.web.service_client import ServiceRefusal


async def take_dossier(door: InboundDoor, hand: HandingIn, leased: LeasedInbound, sent: SentDossier) -> Outcome:
    """Its desk owes an answer from then on. Refuses what has no place here, and what intake refuses."""
    subject = await find_subject(door, hand, leased, {InboundKind.DOSSIER})
    if subject:
        brought = Brought(sent.files, "", SetAside.DIFFERS)
        return await bring_papers(door, hand, leased, subject, brought)
    procedure = read_procedure_code(sent.procedure).base
    desk = leased.desk or await _desk(door, leased, sent)
    gathered = await gather_papers(door, hand, leased, Whither(desk, procedure), sent.files)
    body = filing_body(sent, leased.connection, procedure, desk, gathered.papers, door.works.clock.now())
    return _filed(await _file(hand, leased, body), gathered)


async def _desk(door: InboundDoor, leased: LeasedInbound, sent: SentDossier) -> str:
    async with door.works.begin() as work:
        return await find_desk(work, door.connections[leased.connection], sent.agency)


async def _file(hand: HandingIn, leased: LeasedInbound, body: dict[str, Any]) -> dict[str, Any]:
    """A try before this one may have filed it and been cut off, with other scans than now."""
    try:
        return await hand.file(body, leased.id)
    except ServiceRefusal as refused:
        known = await hand.filing_of(leased.connection, body["source_code"]) if leased.tries > 1 else None
        if refused.code != "filing_differs" or known is None:
            raise
        return known


def _filed(filing: dict[str, Any], gathered: GatheredPapers) -> Outcome:
    result = {"step": "file", "files": len(gathered.papers), "kept": gathered.kept}
    reason = PAPERS_KEPT if gathered.kept else None
    return Outcome(InboundState.APPLIED, reason, filing=UUID(filing["id"]), result=result)
