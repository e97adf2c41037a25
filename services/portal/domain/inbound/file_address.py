"""Whether a file that a portal names may be fetched: only from hosts that somebody listed."""

from collections.abc import Collection
from urllib.parse import urlsplit

LONGEST_ADDRESS = 2000


def may_fetch(address: str, hosts: Collection[str]) -> bool:
    """http(s), no user name, no fragment, a listed `host` or `host:port`. Nothing is guessed about private networks:
    a host inside ours is fetched only where it stands in the list.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or len(address) > LONGEST_ADDRESS:
        return False
    usual = 443 if parts.scheme == "https" else 80
    return f"{host}:{port or usual}" in hosts or (host in hosts and port in {None, usual})
