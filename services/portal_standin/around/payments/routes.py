"""`POST /payplat` for partners, the payment page for citizens, and the citizen who pays by admin command."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from services.portal_standin.answering.answer import answer, json_of, portal_of
from services.portal_standin.around.pages import page
from services.portal_standin.around.payments.messages import TONGUE, Desk
from services.portal_standin.around.payments.pay import PayAsked, pay
from services.portal_standin.around.payments.payments import Outcome, Payment, Payments, dossier_of
from services.portal_standin.service import Call
from shared.errors import NotFound

_CHUNK = 4096
router = APIRouter()


@router.post("/payplat")
async def hear(request: Request) -> Response:
    """A bill goes out as a stream of bytes, everything else as JSON; a hasty citizen has paid before the reply."""
    sent = await json_of(request)
    body: dict[str, Any] = sent if isinstance(sent, dict) else {}
    dossiers = (dossier,) if (dossier := dossier_of(body)) else ()
    call = Call(str(body.get("LoaiBanTin", "")), str(body.get("MaDoiTac", "")), body, "payplat", dossiers=dossiers)
    desk = Desk(str(request.base_url).rstrip("/"))
    said = await answer(request, call, TONGUE, desk.hear)
    for begun in desk.begun:
        if begun.is_hasty:
            await pay(portal_of(request), PayAsked(reference=begun.reference, partner=begun.partner))
    if desk.bills and said.status_code == 200:
        return StreamingResponse(_pieces(desk.bills[0]), media_type="application/pdf")
    return said


@router.post("/_admin/inbound/payment-callback")
async def citizen_pays(request: Request, asked: PayAsked) -> Any:
    return await pay(portal_of(request), asked)


@router.get("/payplat/{token}")
async def payment_page(request: Request, token: str) -> Response:
    return _shown(_payment(request, token))


@router.post("/payplat/{token}")
async def pay_on_page(request: Request, token: str) -> Response:
    payment = _payment(request, token)
    is_paid = (await request.form()).get("outcome") == "paid"
    if payment.outcome is Outcome.WAITING:
        asked = PayAsked(reference=payment.reference, partner=payment.partner, is_paid=is_paid)
        await pay(portal_of(request), asked)
    return _shown(payment)


def _shown(payment: Payment) -> Response:
    if payment.outcome is Outcome.WAITING:
        return page("pay.html", dossier=payment.dossier, text=payment.text, amount=payment.amount)
    said = "Đã thanh toán" if payment.outcome is Outcome.PAID else "Giao dịch đã hủy"
    return page("said.html", title=said, text=f"Mã giao dịch: {payment.transaction}")


def _payment(request: Request, token: str) -> Payment:
    payment = portal_of(request).book(Payments).of_token(token)
    if payment is None:
        raise NotFound("no_such_payment", "Không có giao dịch này")
    return payment


def _pieces(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), _CHUNK):
        yield content[at : at + _CHUNK]
