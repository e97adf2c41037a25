"""Which portal calls, by the key that it was given."""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from services.portal.connections import Connection
from shared.errors import Unauthorized

_OF_GENERATION_A = {"gen_a", "gen_a_relay"}  # what generation B would hand us is not known


def recognise_portal(connections: Mapping[str, Connection], key: str) -> Connection:
    """The first of the file whose key it is; every key is compared in constant time, whichever fits.

    Refuses `portal_key_not_valid`.
    """
    given, found = sha256(key.encode()).digest(), None
    for connection in connections.values():
        is_given = hmac.compare_digest(given, sha256(connection.inbound_key.encode()).digest())
        if is_given and connection.inbound_key and connection.kind in _OF_GENERATION_A:
            found = found or connection
    if found is None:
        raise Unauthorized("portal_key_not_valid", "Khóa của Cổng không đúng")
    return found
