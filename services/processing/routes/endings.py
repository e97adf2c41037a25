"""Ending a dossier: result, refusal, return, withdrawal, stop, closing."""

from typing import Any

from services.processing.routes.answering import Asked, answer_act
from services.processing.schemas import ActedOut, ActIn, ReturnIn
from services.processing.usecases.ask_withdrawal import ask_withdrawal
from services.processing.usecases.close_unanswered import close_unanswered
from services.processing.usecases.finish_dossier import finish_dossier
from services.processing.usecases.refuse_dossier import refuse_dossier
from services.processing.usecases.return_result import return_result
from services.processing.usecases.stop_dossier import stop_dossier
from services.processing.usecases.withdraw_dossier import withdraw_dossier
from shared.web.app import make_router

router = make_router("acts", prefix="/dossiers")


@router.post("/{dossier}/finish", response_model=ActedOut, summary="Đã có kết quả")
async def finish(asked: Asked, body: ActIn | None = None) -> Any:
    """The moment judged early, on time or late. Refuses `act_not_allowed`, `version_conflict`."""
    return answer_act(asked, await finish_dossier(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/refuse", response_model=ActedOut, summary="Từ chối giải quyết sau thẩm định")
async def refuse(asked: Asked, body: ActIn | None = None) -> Any:
    """Mẫu 03, with reason (NĐ 118/2025 art. 19.3). Refuses `reason_missing`."""
    return answer_act(asked, await refuse_dossier(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/return", response_model=ActedOut, summary="Trả kết quả")
async def return_to_applicant(asked: Asked, body: ReturnIn | None = None) -> Any:
    """A result, or a reasoned refusal, reaches the applicant. `way` is kept as evidence."""
    return answer_act(asked, await return_result(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/withdrawal-request", response_model=ActedOut, summary="Người nộp yêu cầu rút hồ sơ")
async def ask_back(asked: Asked, body: ActIn | None = None) -> Any:
    """Until a decision is issued (NĐ 118/2025 art. 21)."""
    return answer_act(asked, await ask_withdrawal(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/withdrawal", response_model=ActedOut, summary="Cho rút hồ sơ")
async def withdraw(asked: Asked, body: ActIn | None = None) -> Any:
    """Only after the applicant asked for it. Refuses `act_not_allowed`."""
    return answer_act(asked, await withdraw_dossier(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/stop", response_model=ActedOut, summary="Dừng giải quyết")
async def stop(asked: Asked, body: ActIn | None = None) -> Any:
    """Leaders only, with reason. Refuses `role_not_allowed`, `reason_missing`."""
    return answer_act(asked, await stop_dossier(asked.work, asked.caller, asked.order(body)))


@router.post("/{dossier}/closing", response_model=ActedOut, summary="Đóng hồ sơ không bổ sung")
async def close(asked: Asked, body: ActIn | None = None) -> Any:
    """15 days after the request (NĐ 118/2025 art. 19.5). Refuses `answer_time_not_over`."""
    return answer_act(asked, await close_unanswered(asked.work, asked.caller, asked.order(body)))
