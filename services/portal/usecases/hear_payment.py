"""Takes down what a platform says of a payment, whether it called or was asked, and believes only what fits."""

from services.portal.domain.payments.payment import Told, state_after
from services.portal.unit_of_work.work import Work
from shared.errors import Conflict, NotFound

TAKEN, REPEATED = "taken", "repeated"


async def hear_payment(work: Work, connection: str, source: str, told: Told) -> str:
    """The verdict: `taken`, `repeated`, or why it was not believed. Refuses only `payment_not_found`."""
    payment = await work.payments.locked(told.reference, connection)
    if payment is None:
        raise NotFound("payment_not_found", "Không có giao dịch này")
    try:
        state = state_after(payment, told)
    except Conflict as refusal:
        await work.payments.write(source, told, refusal.code, work.now)
        return refusal.code
    if state is payment.state:
        await work.payments.write(source, told, REPEATED, work.now)
        return REPEATED
    if await work.payments.is_transaction_of_another(payment, told.transaction):
        await work.payments.write(source, told, "transaction_taken", work.now)
        return "transaction_taken"
    await work.payments.move(payment.reference, state, told.transaction, work.now)
    await work.payments.write(source, told, TAKEN, work.now)
    return TAKEN
