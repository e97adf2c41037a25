"""Waiting for the applicant: a supplement restarts the term, a payment pauses it, or as the route says."""

from typing import Any

from services.processing.domain.state import Act
from services.processing.routes.answering import Asked
from services.processing.schemas.acts import ActIn, SupplementIn
from services.processing.schemas.dossiers import ActedOut
from shared.web.app import make_router

router = make_router("acts", prefix="/dossiers")


@router.post("/{dossier}/supplement-request", response_model=ActedOut, summary="Yêu cầu bổ sung giấy tờ")
async def ask_supplement(asked: Asked, body: SupplementIn | None = None) -> Any:
    """Mẫu 02. Once, with all that is lacking; a second needs a leader and `legal_basis`, the index counts it late.

    Refuses `supplement_already_requested`, `reason_missing`; warns `supplement_request_late`.
    """
    return await asked.do(Act.SUPPLEMENT_REQUESTED, body)


@router.post("/{dossier}/supplement-notice", response_model=ActedOut, summary="Một cửa thông báo người nộp bổ sung")
async def tell_supplement(asked: Asked, body: ActIn | None = None) -> Any:
    """From then on the applicant has 15 days (art. 19.5). Refuses `step_not_named`."""
    return await asked.do(Act.SUPPLEMENT_NOTIFIED, body)


@router.post("/{dossier}/supplement-receipt", response_model=ActedOut, summary="Người nộp đã bổ sung đủ")
async def take_supplement(asked: Asked, body: ActIn | None = None) -> Any:
    """The whole term runs again from now (NĐ 118/2025 art. 19.5), or as the route says."""
    return await asked.do(Act.SUPPLEMENT_RECEIVED, body)


@router.post("/{dossier}/payment-request", response_model=ActedOut, summary="Yêu cầu thực hiện nghĩa vụ tài chính")
async def ask_payment(asked: Asked, body: ActIn | None = None) -> Any:
    """The clock pauses while it is awaited, or as the route says."""
    return await asked.do(Act.PAYMENT_REQUESTED, body)


@router.post("/{dossier}/payment-receipt", response_model=ActedOut, summary="Đã thực hiện nghĩa vụ tài chính")
async def take_payment(asked: Asked, body: ActIn | None = None) -> Any:
    """The due date moves by the time waited."""
    return await asked.do(Act.PAYMENT_RECEIVED, body)
