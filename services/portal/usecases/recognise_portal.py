"""Which portal calls, by the key that it was given."""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from services.portal.connections import Connection
from shared.errors import Unauthorized


def recognise_portal(connections: Mapping[str, Connection], key: str) -> Connection:
    """Every key is compared in constant time, whichever fits. Refuses `portal_key_not_valid`."""
    given, found = sha256(key.encode()).digest(), None
    for connection in connections.values():
        expected = sha256(connection.inbound_key.encode()).digest()
        if hmac.compare_digest(given, expected) and connection.inbound_key:
            found = connection
    if found is None:
        raise Unauthorized("portal_key_not_valid", "Khóa của Cổng không đúng")
    return found
