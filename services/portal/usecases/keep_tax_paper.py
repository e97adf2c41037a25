"""Notices and vouchers of land tax: tied to their dossier, kept and shown; a voucher ends the wait for a payment."""

from services.portal.clients.handing_in import HandingIn
from services.portal.clients.inbound_door import InboundDoor
from services.portal.domain.inbound.inbound_state import InboundState
from services.portal.domain.inbound.messages import SentTaxNotice, SentTaxReceipt
from services.portal.domain.inbound.next_step import step_for_receipt
from services.portal.repository.inbound import LeasedInbound, Outcome
from services.portal.usecases.bring_papers import act_body
from services.portal.usecases.find_subject import find_known_subject


async def keep_tax_paper(
    door: InboundDoor, hand: HandingIn, leased: LeasedInbound, sent: SentTaxNotice | SentTaxReceipt
) -> Outcome:
    """Sets aside what is about no dossier of ours."""
    subject = await find_known_subject(door, hand, leased)
    result: dict[str, object] = {"step": "keep", "amount": sent.amount}
    if isinstance(sent, SentTaxReceipt):
        result |= {"notice": sent.notice, "is_paid": sent.is_paid}
        step = step_for_receipt(subject.standing, is_paid=sent.is_paid)
        if step and subject.dossier:
            await hand.act_on_dossier(subject.dossier, step, act_body(leased, subject.dossier, door.works.clock.now()))
            result["step"] = step.value
    else:
        result |= {"notice": sent.number}
    return Outcome(InboundState.APPLIED, filing=subject.filing_id, dossier=subject.dossier_id, result=result)
