"""Brings what lies under an older key under the one that seals now, so that the older one may be dropped."""

from services.portal.clients.inbound_door import InboundDoor
from services.portal.repository.inbound import SealedParts
from services.portal.vault.safe import ACCOUNT, RAW, Safe

_AT_ONCE = 20


async def reseal_inbound(door: InboundDoor) -> int:
    """How many messages were sealed anew."""
    door.safe.refresh()
    changed = 0
    while True:
        async with door.works.begin() as work:
            older = await work.inbound.under_older_key(door.safe.current, _AT_ONCE)
            for sealed in older:
                raw, account = _anew(door.safe, sealed, RAW), _anew(door.safe, sealed, ACCOUNT)
                await work.inbound.put_sealed(SealedParts(sealed.id, raw, account))
        changed += len(older)
        if len(older) < _AT_ONCE:
            return changed


def _anew(safe: Safe, sealed: SealedParts, what: bytes) -> bytes | None:
    part = sealed.raw if what == RAW else sealed.account
    return safe.seal(safe.open(part, sealed.id, what), sealed.id, what) if part else None
