"""Brings what lies under an older key under the one that seals now, so that the older one may be dropped."""

from services.portal.clients.inbound_door import InboundDoor

_AT_ONCE = 20


async def reseal_inbound(door: InboundDoor) -> int:
    """How many messages were sealed anew."""
    door.safe.refresh()
    changed = 0
    while True:
        async with door.works.begin() as work:
            older = await work.inbound.under_older_key(door.safe.current, _AT_ONCE)
            for id_, sealed in older:
                await work.inbound.put_sealed(id_, door.safe.seal(door.safe.open(sealed, id_), id_))
        changed += len(older)
        if len(older) < _AT_ONCE:
            return changed
