"""What one fact owes the portal: the record where it changed, and a row of progress where the applicant may see one."""

from datetime import datetime

from services.portal.domain.outbound.portal_status import FILING_STATUS_OF, STATUS_OF, PortalStatus
from services.portal.domain.outbound.snapshot import ProgressShot, RecordShot, Shot
from shared.contracts.intake import FilingStanding
from shared.contracts.processing import Standing, StepPart

# What an act is called in the portal's list of progress. An act that is not here is of the offices alone.
ROW_NAMES = {
    "opened": "Tiếp nhận hồ sơ",
    "handed_over": "Chuyển hồ sơ đến cơ quan giải quyết",
    "taken_up": "Nhận giải quyết",
    "assigned": "Phân công giải quyết",
    "passed_on": "Chuyển bước xử lý",
    "sent_back": "Trả lại bước trước",
    "opinion_asked": "Lấy ý kiến",
    "opinion_given": "Có ý kiến trả lời",
    "field_check_set": "Hẹn kiểm tra thực tế",
    "field_check_reported": "Đã kiểm tra thực tế",
    "supplement_requested": "Yêu cầu bổ sung hồ sơ",
    "supplement_notified": "Đã thông báo người nộp bổ sung",
    "supplement_received": "Đã nhận bổ sung",
    "payment_requested": "Yêu cầu thực hiện nghĩa vụ tài chính",
    "payment_received": "Đã thực hiện nghĩa vụ tài chính",
    "extended": "Xin lỗi và hẹn lại ngày trả kết quả",
    "finished": "Đã có kết quả",
    "refused": "Từ chối giải quyết",
    "returned": "Đã trả kết quả",
    "result_corrected": "Đã sửa kết quả",
    "withdrawal_asked": "Người nộp yêu cầu rút hồ sơ",
    "withdrawn": "Cho rút hồ sơ",
    "stopped": "Dừng giải quyết",
    "closed_unanswered": "Đóng hồ sơ vì không bổ sung",
    "undone": "Đính chính việc vừa ghi",
}
FILING_ROW_NAMES = {
    "completion_requested": "Yêu cầu hoàn thiện hồ sơ",
    "completed": "Đã hoàn thiện hồ sơ",
    "refused": "Từ chối tiếp nhận",
    "withdrawn": "Người nộp rút hồ sơ",
    "closed": "Đóng hồ sơ vì không hoàn thiện",
}


def shots_of(
    standing: Standing, act: str, actor: str, happened_at: datetime, before: RecordShot | None
) -> tuple[Shot, ...]:
    """`before` is the last record noted for this dossier. The record goes first: rows need a dossier to hang on."""
    record = record_of(standing)
    shots: list[Shot] = [] if record == before else [record]
    if act in ROW_NAMES:
        shots.append(_row(standing, record.status, act, actor, happened_at))
    return tuple(shots)


def record_of(standing: Standing) -> RecordShot:
    return RecordShot(
        status=STATUS_OF[standing.state],
        office=standing.office,
        desk=standing.desk,
        procedure=standing.procedure,
        channel=standing.channel.value,
        accepted_at=standing.accepted_at,
        due_at=standing.dues[-1].due_at if standing.dues else None,
        ended_at=standing.ended_at,
        returned_at=standing.returned_at,
        version=standing.version,
    )


def _row(standing: Standing, status: PortalStatus, act: str, actor: str, happened_at: datetime) -> ProgressShot:
    step = _step(standing, happened_at)
    return ProgressShot(
        status=status,
        act=act,
        act_name=ROW_NAMES[act],
        version=standing.version,
        actor=actor,
        office=step.office if step else standing.office,
        happened_at=happened_at,
        step=step.name if step else None,
        step_from=step.begun_at if step else None,
        step_due=step.due_at if step else None,
    )


def _step(standing: Standing, at: datetime) -> StepPart | None:
    """The step that the act ended, else the one begun last."""
    ended = [step for step in standing.steps if step.ended_at == at]
    begun = [step for step in standing.steps if step.begun_at <= at and step.end is None]
    found = ended or begun
    return found[-1] if found else None


def filing_shots(
    standing: FilingStanding, act: str, actor: str, happened_at: datetime, *, is_there: bool
) -> tuple[Shot, ...]:
    """Before acceptance: of a filing that the portal has, every answer; of any other only that it was refused.

    A portal takes 3 only after 1, so a refusal at the counter is told as filed, then not accepted.
    """
    if act not in FILING_ROW_NAMES or not (is_there or act == "refused"):
        return ()
    record = _filing_record(standing, FILING_STATUS_OF[standing.state], happened_at)
    first = () if is_there else (_filing_record(standing, PortalStatus.FILED, happened_at),)
    row = ProgressShot(
        status=record.status,
        act=act,
        act_name=FILING_ROW_NAMES[act],
        version=standing.version,
        actor=actor,
        office=standing.desk,
        happened_at=happened_at,
    )
    return (*first, record, row)


def _filing_record(standing: FilingStanding, status: PortalStatus, at: datetime) -> RecordShot:
    refused_at = at if status is PortalStatus.NOT_ACCEPTED else None
    return RecordShot(
        status=status,
        office=standing.office,
        desk=standing.desk,
        procedure=standing.procedure,
        channel=standing.channel.value,
        accepted_at=None,
        due_at=None,
        ended_at=None if status in {PortalStatus.FILED, PortalStatus.AWAITING_SUPPLEMENT} else at,
        returned_at=None,
        refused_at=refused_at,
        version=standing.version,
    )
