"""Whose request it is: the address of the connection, or what a trusted proxy says of it."""

from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address, ip_network

from services.tracker.settings import Network

_UNKNOWN = "?"


def client_address(connection: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The last address of `X-Forwarded-For` that is no proxy of ours, where the connection itself is one.

    IPv6 counts by /64: that is what one household has.
    """
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    address = connection
    while hops and _is_trusted(address, trusted):
        address = hops.pop()
    return _household(address)


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    try:
        return any(ip_address(address) in network for network in trusted)
    except ValueError:
        return False


def _household(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return _UNKNOWN
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
    return str(known)
