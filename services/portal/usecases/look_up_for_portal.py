"""What the portal is told of a dossier when it asks: procedure and state, and nobody's name."""

from typing import Any
from uuid import UUID

from services.portal.clients.inbound_door import InboundDoor
from services.portal.clients.telling import ask_about
from services.portal.connections import Connection
from services.portal.domain.inbound.looked_up import LookedUp
from services.portal.drivers.gen_a.look_up_wire import look_up_wire, not_found_wire
from services.portal.queries.inbound_look_up import LaneSeen, find_lane
from shared.errors import Refusal


async def look_up_for_portal(door: InboundDoor, connection: Connection, code: str) -> dict[str, Any]:
    """By the portal's code or ours, within this connection. Kind of applicant and way of return are intake's to say:
    left empty while it is away.
    """
    async with door.works.alone() as work:
        lane = await find_lane(work.connection, connection.name, code)
    if lane is None:
        return not_found_wire()
    kind, way = await _from_intake(door, lane)
    found = LookedUp(
        code=code,
        procedure=lane.procedure,
        procedure_name=lane.name,
        field=lane.field,
        field_name=lane.field_name,
        applicant_kind=kind,
        status=lane.status,
        return_way=way,
        unit=lane.unit,
    )
    return look_up_wire(found)


async def _from_intake(door: InboundDoor, lane: LaneSeen) -> tuple[str | None, str | None]:
    of_filing: list[UUID] = [lane.id] if lane.is_filing else []
    of_dossier: list[UUID] = [] if lane.is_filing else [lane.id]
    try:
        asked = await ask_about(door.services, of_dossier, of_filing, lambda _, __: "")
    except Refusal:
        return None, None
    matter = asked.matters.get(lane.id)
    return (matter.owner.kind if matter.owner else None, matter.return_way) if matter else (None, None)
