"""Binds a file of the store to the search that showed it: nobody fetches what was not found for them."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from uuid import UUID

from shared.errors import Forbidden


def seal_file(key: bytes, lookup: UUID, subject: str, issuer: str, path: str) -> str:
    parts = "\0".join(("motcua stored paper", str(lookup), subject, issuer, path))
    return urlsafe_b64encode(hmac.digest(key, parts.encode(), "sha256")[:21]).decode()


def must_be_sealed(keys: Sequence[bytes], seal: str, lookup: UUID, subject: str, issuer: str, path: str) -> None:
    """Refuses `paper_not_found_here`."""
    known = (seal_file(key, lookup, subject, issuer, path) for key in keys)
    if not any(hmac.compare_digest(seal.encode(), each.encode()) for each in known):
        raise Forbidden("paper_not_found_here", "Giấy tờ này không nằm trong kết quả tra cứu của tài khoản")
