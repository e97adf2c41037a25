"""Starts a payment online for a dossier: of all fees that are owed, or of an amount that an official names."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.portal.clients.paying import owed_fees, standing_for
from services.portal.clients.services import Services
from services.portal.connections import Connection
from services.portal.domain.payments.payment import FIRST_WAIT, Outcome, Payment, PaymentState, Told
from services.portal.domain.payments.platform import Bill, Platform, PlatformAway, PlatformRefuses
from services.portal.repository.payments import Payable
from services.portal.unit_of_work.works import Works
from shared.callers import Caller, Role
from shared.contracts.states import State
from shared.errors import Conflict, Forbidden, NotFound
from shared.worktime import legal_day

_IN_FLIGHT = timedelta(minutes=1)  # how long a payment without an address may be waiting for its platform


@dataclass(frozen=True, slots=True)
class Till:
    """One per process: our services, and the payment platform of each connection that has one."""

    services: Services
    connections: Mapping[str, Connection]
    platforms: Mapping[str, Platform]


@dataclass(frozen=True, slots=True)
class PaymentAsked:
    """`token` is the caller's own. Without `amount` it is of the fees that are owed."""

    caller: Caller
    token: str
    dossier: UUID
    amount: int | None


async def start_payment(works: Works, till: Till, asked: PaymentAsked) -> tuple[Payment, bool]:
    """With its address, and whether it is new: the one that was started for the same amount serves again.

    Refuses: dossier_not_found, dossier_not_at_portal, payments_not_configured, nothing_to_pay, payment_not_awaited,
    amount_not_yours, office_not_mapped, payment_just_started, payment_refused, payments_away.
    """
    amount = await _amount(till, asked)
    async with works.alone() as work:
        payable = await work.payments.payable(asked.dossier)
    platform = till.platforms.get(payable.connection) if payable else None
    if payable is None:
        raise NotFound("dossier_not_at_portal", "Hồ sơ này chưa thuộc kết nối Cổng nào")
    if platform is None:
        raise Conflict("payments_not_configured", "Kết nối của hồ sơ này chưa khai báo nền tảng thanh toán")
    agency = await _agency(works, till, payable)
    payment, is_new = await _opened(works, asked, payable, amount)
    if not is_new:
        return payment, False
    bill = _bill(payment, payable, agency)
    return await _begun(works, platform, payment, bill), True


async def _amount(till: Till, asked: PaymentAsked) -> int:
    standing = await standing_for(till.services, asked.caller, asked.token, asked.dossier)
    if asked.amount is None:
        if owed := await owed_fees(till.services, asked.dossier):
            return owed
        raise Conflict("nothing_to_pay", "Hồ sơ không còn khoản phí, lệ phí nào chưa nộp")
    if asked.caller.roles.isdisjoint({Role.CLERK, Role.OFFICER}):
        raise Forbidden("amount_not_yours", "Chỉ cán bộ được nêu số tiền phải nộp")
    if standing.state is not State.AWAITING_PAYMENT:
        raise Conflict("payment_not_awaited", "Hồ sơ không ở trạng thái chờ thực hiện nghĩa vụ tài chính")
    return asked.amount


async def _agency(works: Works, till: Till, payable: Payable) -> str:
    async with works.alone() as work:
        agencies = await work.offices.agencies({payable.desk}, legal_day(work.now))
    if payable.desk not in agencies:
        raise Conflict("office_not_mapped", "Bộ phận tiếp nhận chưa có mã định danh ở Cổng")
    return agencies[payable.desk].form(is_old=till.connections[payable.connection].is_old_form)


async def _opened(works: Works, asked: PaymentAsked, payable: Payable, amount: int) -> tuple[Payment, bool]:
    """Written down before anything goes out: the citizen may have paid before the platform's answer is here."""
    async with works.begin() as work:
        now = work.now
        open_ = await work.payments.started(asked.dossier)
        if open_ and open_.address and open_.amount == amount:
            return open_, False
        if open_ and not open_.address and now - open_.started_at < _IN_FLIGHT:
            raise _just_started()
        if open_:
            await work.payments.move(open_.reference, PaymentState.UNKNOWN, "", now)
        payment = Payment(
            reference=_reference(now),
            dossier=asked.dossier,
            connection=payable.connection,
            amount=amount,
            is_of_fees=asked.amount is None,
            state=PaymentState.STARTED,
            transaction=None,
            address=None,
            started_at=now,
            asks=0,
        )
        if not await work.payments.add(payment, asked.caller.subject, now + FIRST_WAIT):
            raise _just_started()
    return payment, True


async def _begun(works: Works, platform: Platform, payment: Payment, bill: Bill) -> Payment:
    """What the platform did not answer stays to be asked about; what it refused is over."""
    try:
        address = await platform.start(bill)
    except PlatformRefuses:
        await _close(works, payment, PaymentState.FAILED, "99")
        raise
    except PlatformAway:
        await _close(works, payment, PaymentState.UNKNOWN, "")
        raise
    async with works.begin() as work:
        await work.payments.set_address(payment.reference, address)
        begun = await work.payments.find(payment.reference)
    return begun or payment


async def _close(works: Works, payment: Payment, state: PaymentState, code: str) -> None:
    async with works.begin() as work:
        told = Told(payment.reference, Outcome.FAILED, code, None, "")
        await work.payments.write("start", told, state.value, work.now)
        kept = await work.payments.locked(payment.reference, payment.connection)
        if kept and kept.state is PaymentState.STARTED:
            await work.payments.move(payment.reference, state, "", work.now)


def _bill(payment: Payment, payable: Payable, agency: str) -> Bill:
    return Bill(
        reference=payment.reference,
        amount=payment.amount,
        text=f"Thanh toán hồ sơ {payable.code}",
        dossier=payable.code,
        procedure=payable.procedure,
        agency=agency,
        at=payment.started_at,
    )


def _reference(now: datetime) -> str:
    """Not to be guessed, and unique without asking anybody."""
    return f"{legal_day(now):%y%m%d}{secrets.token_hex(6)}"


def _just_started() -> Conflict:
    return Conflict("payment_just_started", "Giao dịch của hồ sơ này đang được lập, hãy thử lại sau một phút")
