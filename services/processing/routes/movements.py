"""Moving a dossier on: handed over to the agency, taken up, a new appointment."""

from typing import Any

from services.processing.routes.answering import Asked, answer_act
from services.processing.schemas import ActedOut, ActIn, ExtensionIn
from services.processing.usecases.extend_deadline import extend_deadline
from services.processing.usecases.hand_over_dossier import hand_over_dossier
from services.processing.usecases.take_up_dossier import take_up_dossier
from shared.web.app import make_router

router = make_router("acts", prefix="/dossiers")


@router.post("/{dossier}/hand-over", response_model=ActedOut, summary="Chuyển hồ sơ đến cơ quan giải quyết")
async def hand_over(asked: Asked, body: ActIn | None = None) -> Any:
    """Mẫu 05 (từ 01/07/2025: 06). Warns `handed_over_late` (NĐ 118/2025 art. 18.2)."""
    return answer_act(asked, await hand_over_dossier(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/take-up", response_model=ActedOut, summary="Cơ quan nhận giải quyết")
async def take_up(asked: Asked, body: ActIn | None = None) -> Any:
    """NĐ 118/2025 art. 19.1. Refuses `act_not_allowed`, `version_conflict`."""
    return answer_act(asked, await take_up_dossier(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/extension", response_model=ActedOut, summary="Xin lỗi và hẹn lại ngày trả")
async def extend(asked: Asked, body: ExtensionIn) -> Any:
    """Once, with reason, at the latest the day before the due date (art. 19.6); the lawful due date stays.

    Refuses `term_already_extended`, `letter_too_late`, `promise_not_later`, `reason_missing`, `no_due_date`.
    """
    return answer_act(asked, await extend_deadline(asked.work, asked.caller, asked.order(body)))
