"""Paying online: starting, what came of it, receipts; and the call-back of the payment platform."""

import logging
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Response

from services.portal.clients.paying import standing_for
from services.portal.dependencies import Bearer, CurrentTill, CurrentWorks, Payer, PaymentReader, Working
from services.portal.domain.payments.platform import NotGenuine
from services.portal.drivers.payplat.platform import callback_answer
from services.portal.schemas.payments import PaymentIn, PaymentOut, PaymentsOut, StartedOut
from services.portal.usecases.hear_payment import REPEATED, TAKEN, hear_payment
from services.portal.usecases.start_payment import PaymentAsked, start_payment
from shared.errors import NotFound
from shared.web.app import make_router

log = logging.getLogger("motcua.portal")
router = make_router("payments")
ReferencePath = Annotated[str, Path(pattern=r"^[0-9a-f]{18}$")]
_STARTED: dict[int | str, dict[str, Any]] = {
    200: {"model": StartedOut, "description": "Đã lập từ trước cho đúng số tiền này"},
    201: {"model": StartedOut},
}
_PDF: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.post("/payments", status_code=201, summary="Lập giao dịch thanh toán trực tuyến", responses=_STARTED)
async def start(
    caller: Payer, token: Bearer, body: PaymentIn, works: CurrentWorks, till: CurrentTill, response: Response
) -> StartedOut:
    """Refuses: dossier_not_found, dossier_not_at_portal (404); payments_not_configured, nothing_to_pay,
    payment_not_awaited, office_not_mapped, payment_just_started, payment_refused (409); amount_not_yours (403);
    payments_away (503).
    """
    asked = PaymentAsked(caller, token, body.dossier, body.amount)
    payment, is_new = await start_payment(works, till, asked)
    response.status_code = 201 if is_new else 200
    return StartedOut(reference=payment.reference, amount=payment.amount, address=payment.address)


@router.post("/payments/callback", summary="Nền tảng thanh toán báo kết quả giao dịch")
async def hear_callback(body: dict[str, Any], works: CurrentWorks, till: CurrentTill) -> dict[str, str]:
    """No sign-in: the check-sum is the proof. 00 also for what was told before; 99 where anything does not fit."""
    for name, platform in till.platforms.items():
        try:
            told = platform.read_callback(body)
            async with works.begin() as work:
                verdict = await hear_payment(work, name, "callback", told)
        except (NotGenuine, NotFound):
            continue
        return callback_answer(is_taken=verdict in {TAKEN, REPEATED})
    log.warning("a call-back of a payment was refused: check-sum or reference are not ours")
    return callback_answer(is_taken=False)


@router.get("/payments", summary="Các lần thanh toán của một hồ sơ")
async def list_payments(
    caller: PaymentReader, token: Bearer, work: Working, till: CurrentTill, dossier: Annotated[UUID, Query()]
) -> PaymentsOut:
    """Refuses: dossier_not_found."""
    await standing_for(till.services, caller, token, dossier)
    return PaymentsOut(items=[PaymentOut(**row) for row in await work.payments.of_dossier(dossier)])


@router.get(
    "/payments/{reference}/receipt",
    summary="Biên lai điện tử của nền tảng thanh toán",
    response_class=Response,
    responses=_PDF,
)
async def receipt(
    caller: PaymentReader, token: Bearer, reference: ReferencePath, works: CurrentWorks, till: CurrentTill
) -> Response:
    """Fetched from the platform each time. Refuses: payment_not_found, dossier_not_found, payment_refused (409)."""
    async with works.alone() as work:
        payment = await work.payments.find(reference)
    platform = till.platforms.get(payment.connection) if payment else None
    if payment is None or platform is None:
        raise NotFound("payment_not_found", "Không có giao dịch này")
    await standing_for(till.services, caller, token, payment.dossier)
    content = await platform.receipt(reference, works.clock.now())
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    headers["Content-Disposition"] = f'attachment; filename="bien-lai-{reference}.pdf"'
    return Response(content, media_type="application/pdf", headers=headers)
