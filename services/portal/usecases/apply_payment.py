"""Brings a payment to our services in the door's own name: the fees at intake, the receipt at processing."""

import logging
from datetime import timedelta

from services.portal.clients.paying import tell_fees_paid, tell_payment_received
from services.portal.clients.services import Services
from services.portal.domain.payments.payment import Payment
from services.portal.unit_of_work.works import Works
from shared.errors import Refusal
from shared.web.service_client import ServiceRefusal

log = logging.getLogger("motcua.portal")
_LATER = timedelta(seconds=2)
_LOST_RACE = frozenset({"revision_conflict", "version_conflict"})


async def apply_payment(works: Works, services: Services, payment: Payment) -> None:
    """Fees first: the record that the receipt has told to the portal then says that they were paid online.

    What a service refuses for good is kept beside the payment for a person; the money is there all the same.
    """
    transaction = payment.transaction or ""
    troubles: list[str] = []
    try:
        if payment.is_of_fees and (trouble := await _fees(services, payment, transaction)):
            troubles.append(trouble)
        if trouble := await _receipt(services, payment, transaction):
            troubles.append(trouble)
    except Refusal:
        async with works.alone() as work:
            await work.payments.apply_later(payment.reference, work.now + _LATER)
        return
    if troubles:
        log.error("payment %s was not brought home: %s", payment.reference, ", ".join(troubles))
    async with works.alone() as work:
        await work.payments.applied(payment.reference, ", ".join(troubles) or None, work.now)


async def _fees(services: Services, payment: Payment, transaction: str) -> str | None:
    try:
        await tell_fees_paid(services, payment.dossier, payment.amount, transaction)
    except ServiceRefusal as refusal:
        return _for_good(refusal)
    return None


async def _receipt(services: Services, payment: Payment, transaction: str) -> str | None:
    try:
        await tell_payment_received(services, payment.dossier, transaction)
    except ServiceRefusal as refusal:
        return _for_good(refusal)
    return None


def _for_good(refusal: ServiceRefusal) -> str:
    """A lost race is run again."""
    if refusal.code in _LOST_RACE:
        raise refusal
    return refusal.code
