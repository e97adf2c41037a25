"""The work in between: who has a step, where it goes next, who is asked, what is looked at on the spot."""

from typing import Any

from services.processing.domain.state import Act
from services.processing.routes.answering import Asked
from services.processing.schemas.acts import FieldCheckIn, LatenessIn, OpinionIn, SendBackIn, StepIn
from services.processing.schemas.dossiers import ActedOut
from shared.web.app import make_router

router = make_router("acts", prefix="/dossiers")


@router.post("/{dossier}/assignment", response_model=ActedOut, summary="Giao việc, giao lại việc")
async def assign(asked: Asked, body: StepIn) -> Any:
    """A leader gives a step to anyone, an officer takes an unassigned one. Refuses `assigning_needs_leader`,
    `step_not_named`, `step_not_open`.
    """
    return await asked.do(Act.ASSIGNED, body)


@router.post("/{dossier}/pass-on", response_model=ActedOut, summary="Xong bước, chuyển bước tiếp theo")
async def pass_on(asked: Asked, body: StepIn | None = None) -> Any:
    """The step is done; those that waited for it begin, `assignee` has them. Refuses `step_of_another`,
    `step_not_named`, `step_not_open`.
    """
    return await asked.do(Act.PASSED_ON, body)


@router.post("/{dossier}/send-back", response_model=ActedOut, summary="Trả lại bước trước")
async def send_back(asked: Asked, body: SendBackIn) -> Any:
    """With reason. Refuses `stage_not_before`, `step_of_another`, `reason_missing`."""
    return await asked.do(Act.SENT_BACK, body)


@router.post("/{dossier}/opinion-request", response_model=ActedOut, summary="Lấy ý kiến cơ quan khác")
async def ask_opinion(asked: Asked, body: OpinionIn) -> Any:
    """Content, limit and office (NĐ 118/2025 art. 19.4); the clock runs. The office asked then sees the dossier.

    Refuses `office_not_found`, `opinion_not_complete`, `reason_missing`.
    """
    return await asked.do(Act.OPINION_ASKED, body)


@router.post("/{dossier}/opinion", response_model=ActedOut, summary="Trả lời ý kiến")
async def give_opinion(asked: Asked, body: StepIn) -> Any:
    """By the office that was asked. Refuses `step_of_another`, `step_not_open`, `reason_missing`."""
    return await asked.do(Act.OPINION_GIVEN, body)


@router.post("/{dossier}/field-check", response_model=ActedOut, summary="Hẹn kiểm tra thực tế")
async def set_field_check(asked: Asked, body: FieldCheckIn) -> Any:
    """Time, place, content (art. 19.4.a); the clock runs. Refuses `field_check_not_complete`."""
    return await asked.do(Act.FIELD_CHECK_SET, body)


@router.post("/{dossier}/field-check-report", response_model=ActedOut, summary="Ghi kết quả kiểm tra thực tế")
async def report_field_check(asked: Asked, body: StepIn) -> Any:
    """What was seen stands in `note`. Refuses `step_not_open`, `reason_missing`."""
    return await asked.do(Act.FIELD_CHECK_REPORTED, body)


@router.post("/{dossier}/lateness", response_model=ActedOut, summary="Ghi nguyên nhân chậm")
async def explain_lateness(asked: Asked, body: LatenessIn) -> Any:
    """One code and text a late step, or the whole dossier. Refuses `not_late`, `step_not_known`, `outage_not_named`,
    `outage_elsewhere`.
    """
    return await asked.do(Act.LATENESS_EXPLAINED, body)
