"""Moving a dossier on: handed over to the agency, taken up, a new appointment."""

from typing import Any

from services.processing.domain.state import Act
from services.processing.routes.answering import Asked
from services.processing.schemas.acts import ActIn, ExtensionIn, TakeUpIn
from services.processing.schemas.dossiers import ActedOut
from shared.web.app import make_router

router = make_router("acts", prefix="/dossiers")


@router.post("/{dossier}/hand-over", response_model=ActedOut, summary="Chuyển hồ sơ đến cơ quan giải quyết")
async def hand_over(asked: Asked, body: ActIn | None = None) -> Any:
    """Mẫu 05 (từ 01/07/2025: 06). Warns `handed_over_late` (NĐ 118/2025 art. 18.2)."""
    return await asked.do(Act.HANDED_OVER, body)


@router.post("/{dossier}/take-up", response_model=ActedOut, summary="Cơ quan nhận giải quyết")
async def take_up(asked: Asked, body: TakeUpIn | None = None) -> Any:
    """NĐ 118/2025 art. 19.1. Refuses `act_not_allowed`, `version_conflict`."""
    return await asked.do(Act.TAKEN_UP, body)


@router.post("/{dossier}/extension", response_model=ActedOut, summary="Xin lỗi và hẹn lại ngày trả")
async def extend(asked: Asked, body: ExtensionIn) -> Any:
    """Once, with reason, at the latest the day before the due date (art. 19.6); the lawful due date stays.

    Refuses `term_already_extended`, `letter_too_late`, `promise_not_later`, `reason_missing`, `no_due_date`.
    """
    return await asked.do(Act.EXTENDED, body)


@router.post("/{dossier}/undo", response_model=ActedOut, summary="Hoàn tác việc vừa làm")
async def undo(asked: Asked, body: ActIn) -> Any:
    """The last act taken back, with reason, as an act of its own; both stay in the history.

    Refuses `nothing_to_undo`, `act_of_another`, `undo_too_late`.
    """
    return await asked.do(Act.UNDONE, body)
