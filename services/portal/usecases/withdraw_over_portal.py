"""The applicant asks over the portal to have the dossier back (NĐ 118/2025 art. 21)."""

from services.portal.clients.handing_in import HandingIn
from services.portal.clients.inbound_door import InboundDoor
from services.portal.domain.inbound.inbound_state import InboundState
from services.portal.domain.inbound.messages import SentWithdrawal
from services.portal.domain.inbound.next_step import Step, step_for_withdrawal
from services.portal.repository.inbound import LeasedInbound, Outcome
from services.portal.usecases.bring_papers import act_body
from services.portal.usecases.find_subject import find_known_subject


async def withdraw_over_portal(
    door: InboundDoor, hand: HandingIn, leased: LeasedInbound, sent: SentWithdrawal
) -> Outcome:
    """A filing is withdrawn at once; of a dossier the officer decides. Asked for already, it is so."""
    subject = await find_known_subject(door, hand, leased)
    step = step_for_withdrawal(subject.standing)
    if step is Step.WITHDRAW_FILING and subject.filing:
        await hand.act_on_filing(subject.filing, step, {"note": sent.reason or None})
    elif step and subject.dossier:
        body = act_body(leased, subject.dossier, door.works.clock.now())
        await hand.act_on_dossier(subject.dossier, step, body | {"note": sent.reason or None})
    result = {"step": step.value if step else "asked_before"}
    return Outcome(InboundState.APPLIED, filing=subject.filing_id, dossier=subject.dossier_id, result=result)
