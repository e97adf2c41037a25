"""Ending a dossier: result, refusal, return, withdrawal, stop, closing; and what goes wrong afterwards."""

from typing import Any

from services.processing.domain.state import Act
from services.processing.routes.answering import Asked
from services.processing.schemas.acts import ActIn, EndIn, ReturnIn, StepIn
from services.processing.schemas.dossiers import ActedOut
from shared.web.app import make_router

router = make_router("acts", prefix="/dossiers")


@router.post("/{dossier}/finish", response_model=ActedOut, summary="Đã có kết quả")
async def finish(asked: Asked, body: ActIn | None = None) -> Any:
    """The moment judged early, on time or late. Refuses `act_not_allowed`; warns `stages_skipped`."""
    return await asked.do(Act.FINISHED, body)


@router.post("/{dossier}/refuse", response_model=ActedOut, summary="Từ chối giải quyết sau thẩm định")
async def refuse(asked: Asked, body: ActIn | None = None) -> Any:
    """Mẫu 03, with reason (NĐ 118/2025 art. 19.3). Refuses `reason_missing`."""
    return await asked.do(Act.REFUSED, body)


@router.post("/{dossier}/return", response_model=ActedOut, summary="Trả kết quả")
async def return_to_applicant(asked: Asked, body: ReturnIn | None = None) -> Any:
    """A result, or a reasoned refusal, reaches the applicant; `way` is kept as evidence. Refuses `proof_missing`."""
    return await asked.do(Act.RETURNED, body)


@router.post("/{dossier}/not-collected", response_model=ActedOut, summary="Ghi nhận chưa đến nhận kết quả")
async def note_not_collected(asked: Asked, body: ActIn | None = None) -> Any:
    """The applicant was reminded; `note` says how."""
    return await asked.do(Act.NOT_COLLECTED, body)


@router.post("/{dossier}/result-correction-request", response_model=ActedOut, summary="Kết quả có sai sót, yêu cầu sửa")
async def ask_correction(asked: Asked, body: ActIn) -> Any:
    """The corrected result is back within 3 working days (NĐ 118/2025 art. 23.1). Refuses `reason_missing`."""
    return await asked.do(Act.CORRECTION_ASKED, body)


@router.post("/{dossier}/result-correction", response_model=ActedOut, summary="Đã nhận kết quả sửa")
async def correct_result(asked: Asked, body: StepIn | None = None) -> Any:
    """The agency brings the corrected result to the desk. Refuses `step_not_named`."""
    return await asked.do(Act.RESULT_CORRECTED, body)


@router.post("/{dossier}/papers-lost", response_model=ActedOut, summary="Ghi nhận mất, hỏng giấy tờ")
async def note_lost_papers(asked: Asked, body: ActIn) -> Any:
    """Who lost them apologises and bears the costs (art. 23.2). Refuses `reason_missing`."""
    return await asked.do(Act.PAPERS_LOST, body)


@router.post("/{dossier}/withdrawal-request", response_model=ActedOut, summary="Người nộp yêu cầu rút hồ sơ")
async def ask_back(asked: Asked, body: ActIn | None = None) -> Any:
    """Until a decision is issued (NĐ 118/2025 art. 21)."""
    return await asked.do(Act.WITHDRAWAL_ASKED, body)


@router.post("/{dossier}/withdrawal", response_model=ActedOut, summary="Cho rút hồ sơ")
async def withdraw(asked: Asked, body: EndIn | None = None) -> Any:
    """Only after the applicant asked for it. Refuses `act_not_allowed`."""
    return await asked.do(Act.WITHDRAWN, body)


@router.post("/{dossier}/stop", response_model=ActedOut, summary="Dừng giải quyết")
async def stop(asked: Asked, body: EndIn | None = None) -> Any:
    """Leaders only, with reason. Refuses `role_not_allowed`, `reason_missing`."""
    return await asked.do(Act.STOPPED, body)


@router.post("/{dossier}/closing", response_model=ActedOut, summary="Đóng hồ sơ không bổ sung")
async def close(asked: Asked, body: EndIn | None = None) -> Any:
    """15 days after the desk told the applicant (art. 19.5). Refuses `answer_time_not_over`, `applicant_not_told`."""
    return await asked.do(Act.CLOSED_UNANSWERED, body)
