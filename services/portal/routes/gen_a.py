"""Where a portal of generation A calls us: one address, the service by name in the body."""

from typing import Annotated, Any

from fastapi import Header, Request

from services.portal.dependencies import CurrentInboundDoor
from services.portal.domain.inbound.inbound_state import InboundState
from services.portal.drivers.gen_a.inbound_wire import asked_code
from services.portal.repository.inbound import Arrived
from services.portal.usecases.look_up_for_portal import look_up_for_portal
from services.portal.usecases.recognise_portal import recognise_portal
from services.portal.usecases.take_inbound import take_inbound
from shared.web.app import make_router

router = make_router("gen-a")
INBOUND_BYTES = 48 * 1024 * 1024
_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
}
_RECEIVED, _RECEIVED_BEFORE, _REFUSED = "0", "1", "-1"


@router.post(
    "/gen-a",
    summary="Cổng quốc gia gửi hồ sơ, bổ sung, yêu cầu rút, giấy tờ thuế, tra cứu",
    max_body_size=INBOUND_BYTES,
    openapi_extra=_BODY,
)
async def receive(
    request: Request,
    door: CurrentInboundDoor,
    key: Annotated[str, Header(alias="X-Portal-Key", max_length=200)] = "",
) -> dict[str, Any]:
    """`error_code` 0 received (perhaps to be looked at by a person), 1 received before, -1 refused.

    Stored before it is read; the answer does not wait for our services longer than some seconds. Refuses:
    portal_key_not_valid (401), body_too_large (413).
    """
    connection = recognise_portal(door.connections, key)
    raw = await request.body()
    code = asked_code(raw)
    if code is not None:
        return await look_up_for_portal(door, connection, code)
    return _answer(await take_inbound(door, connection, raw))


def _answer(arrived: Arrived) -> dict[str, str]:
    if arrived.state is InboundState.REFUSED:
        return {"error_code": _REFUSED, "message": "Không nhận nội dung này"}
    if not arrived.is_new:
        return {"error_code": _RECEIVED_BEFORE, "message": "Đã nhận trước đó"}
    return {"error_code": _RECEIVED, "message": "Đã nhận thành công"}
