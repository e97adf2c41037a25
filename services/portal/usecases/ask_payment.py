"""Asks a platform about a payment that nobody called back about: call-backs get lost."""

from contextlib import suppress

from services.portal.domain.payments.payment import Payment, Told, next_ask
from services.portal.domain.payments.platform import Platform, PlatformAway, PlatformRefuses
from services.portal.unit_of_work.works import Works
from services.portal.usecases.hear_payment import hear_payment


async def ask_payment(works: Works, platform: Platform, payment: Payment) -> None:
    """Again later where it says nothing new, until a day is over."""
    told: Told | None = None
    with suppress(PlatformAway, PlatformRefuses):
        told = await platform.ask(payment.reference, works.clock.now())
    async with works.begin() as work:
        await work.payments.asked(payment.reference, next_ask(payment, work.now))
        if told:
            await hear_payment(work, payment.connection, "query", told)
