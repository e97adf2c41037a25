"""A citizen pays (or gives up), and the platform tells the province: once, twice, wrongly or not at all."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from services.portal_standin.around.inbound.asked import MOST
from services.portal_standin.around.inbound.send import post
from services.portal_standin.around.payments.check_sum import signed
from services.portal_standin.around.payments.payments import Outcome, Payment, Payments
from services.portal_standin.portal import NationalPortal
from shared.errors import NotFound

CALLBACK = "payment-callback"
_PATH = "/payments/callback"
_WRONG = "0" * 64


class PayAsked(BaseModel):
    """`is_lost`: paid, but nobody is told. `change` is put into the call-back before it is signed.

    `wrong_check_sum`: it is signed with nothing.
    """

    model_config = ConfigDict(extra="forbid")

    reference: str
    partner: str = "H17"
    is_paid: bool = True
    is_lost: bool = False
    times: int = Field(1, ge=1, le=MOST)
    at_once: bool = False
    change: dict[str, Any] = {}
    wrong_check_sum: bool = False


async def pay(portal: NationalPortal, asked: PayAsked) -> Any:
    """The deliveries of the call-back: none where the province has no address to call, as if it had been lost.

    The faults `lost_callback` and `duplicate_callback` may change their number.
    """
    payments = portal.book(Payments)
    payment = payments.of(asked.partner, asked.reference)
    if payment is None:
        raise NotFound("no_such_payment", "Không có giao dịch với mã tham chiếu này")
    payments.end(payment, Outcome.PAID if asked.is_paid else Outcome.FAILED, portal.clock.now())
    if payment.outcome is Outcome.PAID and payment.dossier:
        portal.evidence.paid.add(payment.dossier)
    hit = portal.faults.draw(CALLBACK, (payment.dossier,))
    if asked.is_lost or "lost_callback" in hit or not portal.config.inbound.get("url"):
        return []
    body = _told(portal, payment, asked)
    times = asked.times + ("duplicate_callback" in hit)
    return await post(portal, CALLBACK, payment.dossier, _PATH, [body] * times, at_once=asked.at_once)


def _told(portal: NationalPortal, payment: Payment, asked: PayAsked) -> dict[str, Any]:
    told = signed("paid", payment.told() | asked.change, portal.config.partners[payment.partner])
    return told | {"MaXacThuc": _WRONG} if asked.wrong_check_sum else told
