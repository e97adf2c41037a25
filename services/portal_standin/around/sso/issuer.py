"""Who this provider is: the address at which it is reached."""

from fastapi import Request


def issuer_of(request: Request) -> str:
    """Browser and client must reach the stand-in at the same address, or their tokens will not be taken."""
    return str(request.base_url).rstrip("/")
