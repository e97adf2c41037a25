"""Waiting for the applicant: a supplement restarts the term, a payment pauses it."""

from typing import Any

from services.processing.routes.answering import Asked, answer_act
from services.processing.schemas import ActedOut, ActIn
from services.processing.usecases.receive_payment import receive_payment
from services.processing.usecases.receive_supplement import receive_supplement
from services.processing.usecases.request_payment import request_payment
from services.processing.usecases.request_supplement import request_supplement
from shared.web.app import make_router

router = make_router("acts", prefix="/dossiers")


@router.post("/{dossier}/supplement-request", response_model=ActedOut, summary="Yêu cầu bổ sung giấy tờ")
async def ask_supplement(asked: Asked, body: ActIn | None = None) -> Any:
    """Mẫu 02. Once, with reason; refuses `supplement_already_requested`, `reason_missing`."""
    return answer_act(asked, await request_supplement(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/supplement-receipt", response_model=ActedOut, summary="Người nộp đã bổ sung đủ")
async def take_supplement(asked: Asked, body: ActIn | None = None) -> Any:
    """The whole term runs again from now (NĐ 118/2025 art. 19.5)."""
    return answer_act(asked, await receive_supplement(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/payment-request", response_model=ActedOut, summary="Yêu cầu thực hiện nghĩa vụ tài chính")
async def ask_payment(asked: Asked, body: ActIn | None = None) -> Any:
    """The clock pauses while it is awaited."""
    return answer_act(asked, await request_payment(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/payment-receipt", response_model=ActedOut, summary="Đã thực hiện nghĩa vụ tài chính")
async def take_payment(asked: Asked, body: ActIn | None = None) -> Any:
    """The due date moves by the time waited."""
    return answer_act(asked, await receive_payment(asked.work, asked.caller, asked.order(body)))
