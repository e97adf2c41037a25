"""What the portal is told of a dossier when it asks: procedure and state, and nobody's name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.portal.clients.handing_in import HandingIn
from services.portal.clients.inbound_door import InboundDoor
from services.portal.clients.telling import ask_about
from services.portal.connections import Connection
from services.portal.domain.inbound.looked_up import LookedUp
from services.portal.domain.outbound.told import Matter
from services.portal.drivers.gen_a.look_up_wire import look_up_wire, not_found_wire
from services.portal.queries.inbound_look_up import LaneSeen, filing_under, find_lane
from shared.errors import Refusal


async def look_up_for_portal(door: InboundDoor, connection: Connection, code: str) -> dict[str, Any]:
    """By the portal's code or ours, within this connection. What only intake can say is left empty, or said to be
    unknown, while it is away.
    """
    async with door.works.alone() as work:
        lane = await find_lane(work.connection, connection.name, code)
        filing = await filing_under(work.connection, connection.name, code)
    found = await _of_lane(door, code, lane) if lane else await _of_filing(door, connection, code, filing)
    return look_up_wire(found) if found else not_found_wire()


async def _of_lane(door: InboundDoor, code: str, lane: LaneSeen) -> LookedUp:
    matter = await _matter(door, lane.id, is_filing=lane.is_filing)
    return LookedUp(
        code=code,
        procedure=lane.procedure,
        procedure_name=lane.name,
        field=lane.field,
        field_name=lane.field_name,
        applicant_kind=matter.owner.kind if matter and matter.owner else None,
        status=lane.status,
        return_way=matter.return_way if matter else None,
        unit=lane.unit,
    )


async def _of_filing(door: InboundDoor, connection: Connection, code: str, filing: UUID | None) -> LookedUp | None:
    """Filed for the portal, and not told to it yet."""
    try:
        told = await (await HandingIn.of(door.services)).filing(filing) if filing else None
    except Refusal:
        return None
    if told is None or filing is None:
        return None
    if told["dossier"]:
        async with door.works.alone() as work:
            lane = await find_lane(work.connection, connection.name, UUID(told["dossier"]))
        if lane:
            return await _of_lane(door, code, lane)
    return await _waiting(door, connection, code, filing, told)


async def _waiting(
    door: InboundDoor, connection: Connection, code: str, filing: UUID, told: Mapping[str, Any]
) -> LookedUp:
    procedure, office = told["procedure"], told["office"]
    async with door.works.begin() as work:
        known = (await work.procedures.read(connection.name, [procedure])).get(procedure)
        names = await work.offices.names([office])
    matter = await _matter(door, filing, is_filing=True)
    return LookedUp(
        code=code,
        procedure=procedure,
        procedure_name=known.name if known else told["procedure_name"],
        field=known.field if known else "",
        field_name=known.field_name if known else told["field"],
        applicant_kind=matter.owner.kind if matter and matter.owner else None,
        status=told["national_code"],
        return_way=told["result_way"],
        unit=names.get(office, office),
    )


async def _matter(door: InboundDoor, id_: UUID, *, is_filing: bool) -> Matter | None:
    try:
        asked = await ask_about(door.services, [] if is_filing else [id_], [id_] if is_filing else [], _no_link)
    except Refusal:
        return None
    return asked.matters.get(id_)


def _no_link(_: str, __: str) -> str:
    return ""
