"""How long the people of dossiers are kept, procedure by procedure."""

from services.intake.dependencies import Administrator, CurrentWork
from services.intake.domain.privacy.erasure import Retention
from services.intake.repository.privacy.retentions import all_retentions, drop_retention
from services.intake.schemas.parts import ProcedureCode
from services.intake.schemas.privacy.privacy import RetentionIn, RetentionOut, RetentionsOut
from services.intake.usecases.privacy.set_retention import set_retention
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.transaction import Reading, Transaction

router = make_router("retentions")


@router.get("/retentions", summary="Thời hạn lưu dữ liệu cá nhân theo thủ tục")
async def read_retentions(_: CurrentCaller, connection: Reading) -> RetentionsOut:
    """Procedures that are not in the list have no rule: their people are kept."""
    return RetentionsOut(items=[RetentionOut.model_validate(rule) for rule in await all_retentions(connection)])


@router.put("/retentions/{procedure}", summary="Đặt thời hạn lưu của một thủ tục")
async def put_retention(
    procedure: ProcedureCode, body: RetentionIn, caller: Administrator, work: CurrentWork
) -> RetentionOut:
    """Counted from the end of the dossier; erasing begins one day after it was set. Refuses: procedure_not_found."""
    rule = Retention(procedure, body.months, body.basis, body.decided_on, caller.subject, work.now)
    await set_retention(work, rule)
    return RetentionOut.model_validate(rule)


@router.delete("/retentions/{procedure}", status_code=204, summary="Bỏ thời hạn lưu: không xoá nữa")
async def delete_retention(procedure: ProcedureCode, _: Administrator, connection: Transaction) -> None:
    """What was erased before does not come back."""
    await drop_retention(connection, procedure)
