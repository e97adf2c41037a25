"""Takes a message of a portal in: stored as it came and committed, then applied where that goes quickly."""

import asyncio
from datetime import timedelta

from services.portal.clients.inbound_door import InboundDoor
from services.portal.connections import Connection
from services.portal.domain.inbound.inbound_state import InboundState
from services.portal.repository.inbound import Arrived, LeasedInbound
from services.portal.usecases.apply_inbound import apply_inbound, put_off_inbound
from shared.ids import new_id

_PATIENCE = timedelta(seconds=5)  # what a portal may be kept waiting; afterwards a job goes on
_OF_LEASE = 0.8  # who stored it has let go before anybody else may take it


async def take_inbound(door: InboundDoor, connection: Connection, raw: bytes) -> Arrived:
    """A portal may trust the answer: whatever happens from now on, the message is not lost."""
    id_ = new_id()
    sealed, marks = door.safe.seal(raw, id_), door.safe.marks(raw)
    async with door.works.begin() as work:
        now = work.now
        arrived = await work.inbound.store(id_, connection.name, sealed, marks, now, now + connection.lease)
    if not arrived.is_new:
        return arrived
    leased = LeasedInbound(id_, connection.name, None, None, raw, None, 1, now)
    try:
        async with asyncio.timeout(min(_PATIENCE, connection.lease * _OF_LEASE).total_seconds()):
            return await apply_inbound(door, leased)
    except TimeoutError:
        await put_off_inbound(door, leased, "took_too_long")
        return Arrived(id_, InboundState.STORED, is_new=True)
