"""What a receipt would promise, asked while the clerk still looks through the papers."""

from typing import Annotated

from fastapi import Query

from services.intake.dependencies import CurrentCounter
from services.intake.schemas.dossiers.promises import PromiseOut
from services.intake.schemas.parts import OfficeCode, ProcedureCode
from services.intake.usecases.dossiers.foresee_promise import foresee_promise
from shared.contracts.terms import Channel
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import Text

router = make_router("dossiers")


@router.get("/promises", summary="Ngày hẹn trả nếu tiếp nhận ngay bây giờ, và vì sao")
async def foresee(
    _: CurrentCaller,
    counter: CurrentCounter,
    desk: Annotated[OfficeCode, Query(description="Bộ phận tiếp nhận")],
    procedure: Annotated[ProcedureCode, Query()],
    office: Annotated[OfficeCode | None, Query(description="Cơ quan có thẩm quyền; mặc định là nơi tiếp nhận")] = None,
    channel: Annotated[Channel, Query()] = Channel.DIRECT,
    case: Annotated[Text | None, Query(description="Trường hợp của thủ tục")] = None,
) -> PromiseOut:
    """By the limit in force now (channel, case, local shortening), the desk's hours and the national calendar.

    Refuses: office_not_found, office_not_in_force, procedure_not_found, procedure_not_in_force, case_not_found.
    """
    return PromiseOut.of(await foresee_promise(counter, desk, office, procedure, channel, case))
